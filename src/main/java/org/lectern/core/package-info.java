/**
 * The words that every counter speaks: who asks, what may be done, what happened, who may hear of it, and what went wrong.
 * Nothing here knows HTTP or what is kept in which table.
 */
package org.lectern.core;
