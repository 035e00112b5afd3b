/** People with an account, the roles they hold in which body and until when, and how they sign in: by a code sent to their e-mail. */
package org.lectern.people;
