/**
 * What other systems hold, brought in: rows are read one at a time, mapped to our words, compared with what stands here and
 * written by commands like anybody's, so that an import is on the record too. Knows {@code store} and the
 * counters to which the rows belong.
 */
package org.lectern.exchange;
