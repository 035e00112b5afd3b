/**
 * Files that people send: what they really are ({@link org.lectern.store.files.FileKind}), without what leads back to their
 * maker ({@link org.lectern.store.files.PublicCopy}), looked at by a scanner, and kept in a vault.
 */
package org.lectern.store.files;
