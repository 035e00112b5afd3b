/** Reading for those who decide and for everyone: testimony by theme, position and campaign, and search over everything public, in every language. */
package org.lectern.reading;
