/**
 * What members of the public put on the record, and what became of it. Privacy is kept here: what a page may show of an
 * author is decided in {@link org.lectern.testimony.Testimony}, and the schema refuses to store what leads back to an
 * anonymous one.
 */
package org.lectern.testimony;
