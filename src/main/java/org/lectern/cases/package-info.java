/**
 * The case for a policy change or an action: one page that gathers what officials argue from, testimony of the people affected, data,
 * and what other places learned, each piece linked to its source.
 */
package org.lectern.cases;
