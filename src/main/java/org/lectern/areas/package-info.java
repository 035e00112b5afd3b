/**
 * Reform areas: the subjects of the toolkit, taken from a versioned catalogue and adopted by a jurisdiction. The source of
 * every text is labelled.
 */
package org.lectern.areas;
