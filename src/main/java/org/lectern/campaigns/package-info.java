/**
 * Campaigns: testimonies that say the same in nearly the same words. They are found as they come, shown by one of them, and
 * counted one by one; what people added of their own stands beside. Nothing is deleted, and comments are not votes.
 */
package org.lectern.campaigns;
