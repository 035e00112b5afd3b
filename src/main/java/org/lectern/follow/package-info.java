/** Following: the history of a place, calendars and news feeds. All of them are readings of the record. */
package org.lectern.follow;
