/**
 * Marlow, a city that does not exist. Its record is made by the real commands, played at once and then told as having
 * happened over a year ({@link org.lectern.demo.Story}, {@link org.lectern.demo.Retelling}). Used by the demo only.
 */
package org.lectern.demo;
