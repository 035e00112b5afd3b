/**
 * Accommodation requests: what somebody needs in order to take part in a hearing. Private to the clerks of the body and to
 * whoever asked; the record of the place says that there was a request and what became of it, to the clerks only.
 */
package org.lectern.accommodations;
