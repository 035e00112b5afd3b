/** The commands of the operator: serve, demo, migrate, import, admin. Each says what it did and ends with a code that scripts can read. */
package org.lectern.cli;
