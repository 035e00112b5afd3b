/**
 * Jurisdictions, their bodies, and the legal clocks they work by: profiles, notice arithmetic, due dates, windows, speaking
 * time. The clocks are pure; every other counter may ask them.
 */
package org.lectern.bodies;
