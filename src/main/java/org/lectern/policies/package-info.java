/**
 * Policy changes: an ordinance, order or agreement followed from the idea to practice, with its texts and redlines, the answers to
 * its comments, the challenges that stand in its way, and what the agency measured and the board found.
 */
package org.lectern.policies;
