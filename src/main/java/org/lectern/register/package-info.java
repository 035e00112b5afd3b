/**
 * What stands in the register of oversight actions as of a day: how many were issued, answered on time, reported, verified, are
 * overdue; by agency, area and age, and over time. Everything is reckoned from dated history, so a past day stays as it was.
 */
package org.lectern.register;
