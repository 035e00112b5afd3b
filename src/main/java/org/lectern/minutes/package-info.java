/**
 * Minutes of hearings: assembled from the record, never typed again; only the narrative is the clerk's. Approved by an item of
 * a later hearing of the same body, which closes the hearing.
 */
package org.lectern.minutes;
