package org.lectern.exchange;

/** What an import did, or would do, for the command line and as JSON. */
public interface Report {

  /** Rows that were left out; of these and of doubtful ones the first thousand are listed. */
  long faultCount();

  /** For people, of several lines. */
  String text();
}
