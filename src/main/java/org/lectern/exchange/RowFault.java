package org.lectern.exchange;

/**
 * What is wrong with one row of a file. {@code line} is where the row begins, counted from 1; {@code id} is null if it could
 * not be read; {@code detail} is for the person who looks into the file.
 */
public record RowFault(String file, long line, String id, String code, String detail) {

  @Override
  public String toString() {
    return file + " line " + line + (id == null ? "" : " (" + id + ")") + ": " + code + ", " + detail;
  }
}
