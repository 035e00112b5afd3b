/** Following: the history of a place, calendars, and mail to those who asked for it. All of them are readings of the record. */
package org.lectern.follow;
