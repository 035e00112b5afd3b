package org.lectern.web;

/** Where on the pages something that cites testimony is found: an item stands on the page of its hearing. */
public final class Sources {
  private Sources() {}

  public static String page(String source) {
    return source.replaceFirst("^(hearings/[0-9]+)/items/([0-9]+)$", "$1#item-$2");
  }
}
