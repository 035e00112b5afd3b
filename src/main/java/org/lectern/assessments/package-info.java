/**
 * Worksheets: where a jurisdiction stands in a reform area, who says so and from which text; how others stand beside it. Bands
 * describe written policy, not conduct.
 */
package org.lectern.assessments;
