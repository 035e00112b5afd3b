package org.lectern.web;

/**
 * By which way a call came: the network of its source, null on this machine itself; the proof of work that it carries and the key of
 * a bulk submitter, each null if it has none. Nothing of it is stored.
 */
record Arrival(String network, String proof, String bulkKey, Floods floods) {
}
