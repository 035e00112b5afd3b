/**
 * The speaker line: who stands where and why, who is called, whose clock runs. One person speaks at a time, and two clerks
 * cannot call two people.
 */
package org.lectern.queue;
