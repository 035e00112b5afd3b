/**
 * Public hearings: drafted, noticed in time, run item by item, adjourned. What may be done when is in
 * {@link org.lectern.hearings.HearingStatus} and {@link org.lectern.hearings.ItemStatus}.
 */
package org.lectern.hearings;
