/**
 * What people and programs touch: pages and forms ({@link org.lectern.web.Site}), the API ({@link org.lectern.web.Api}, by the
 * contract), live sockets ({@link org.lectern.web.Live}), and who comes in by which door ({@link org.lectern.web.Sessions}).
 * Every operation and who may call it stands on one line of {@link org.lectern.web.Operations}.
 */
package org.lectern.web;
