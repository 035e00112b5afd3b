/**
 * PostgreSQL: {@link org.lectern.store.Database} reads and writes, {@link org.lectern.store.Journal} appends in commit order,
 * {@link org.lectern.store.Feed} hands on what was appended, in that order, to everyone who follows.
 */
package org.lectern.store;
