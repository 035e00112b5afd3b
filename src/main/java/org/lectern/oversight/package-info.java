/**
 * Oversight actions: what a board asked of an agency, what the agency answered, did and reported, and what the board verified.
 * Two axes: {@link org.lectern.oversight.Position} is the agency's, {@link org.lectern.oversight.ActionStatus} the board's.
 */
package org.lectern.oversight;
