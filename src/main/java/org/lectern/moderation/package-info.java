/**
 * Moderation by closed grounds: what is held and why, what moderators decide and who decides about them. Viewpoint is no
 * ground: neither insult nor anger, neither criticism of officials nor repetition. Nothing is removed without a tombstone.
 */
package org.lectern.moderation;
