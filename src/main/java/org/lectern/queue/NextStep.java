package org.lectern.queue;

import java.util.List;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemStatus;
import org.lectern.queue.QueueQueries.Line;

/** The next lawful step of a hearing: what the one big button of the console does. */
public enum NextStep {
  START_HEARING,
  RESUME_HEARING,
  CALL_ITEM,
  OPEN_COMMENT,
  DRAW,
  CALL_SPEAKER,
  START_SPEAKER,
  RESUME_SPEAKER,
  FINISH_SPEAKER,
  CLOSE_COMMENT,
  DECIDE,
  ADJOURN,
  /** Nothing more to do here: the hearing is over, cancelled, or not noticed yet. */
  NONE;

  /** Whoever is at the microphone comes first, then the open item, then the next of the agenda. */
  public static NextStep of(Line line, List<AgendaItem> items) {
    if (line.hearingStatus() == HearingStatus.NOTICED) return START_HEARING;
    if (line.hearingStatus() == HearingStatus.RECESSED) return RESUME_HEARING;
    if (line.hearingStatus() != HearingStatus.LIVE) return NONE;
    if (line.current() != null) return atMicrophone(line.current().status());
    return items.stream().filter(item -> item.status().open()).findFirst().map(open -> at(open, line))
        .orElse(items.stream().anyMatch(item -> item.status() == ItemStatus.LISTED) ? CALL_ITEM : ADJOURN);
  }

  private static NextStep atMicrophone(SlotStatus status) {
    return switch (status) {
      case CALLED -> START_SPEAKER;
      case PAUSED -> RESUME_SPEAKER;
      default -> FINISH_SPEAKER;
    };
  }

  private static NextStep at(AgendaItem open, Line line) {
    return switch (open.status()) {
      case COMMENT -> inComment(open, line);
      case CALLED -> open.commentMode() != CommentMode.NONE && !open.commentClosed() ? OPEN_COMMENT : DECIDE;
      default -> DECIDE;
    };
  }

  private static NextStep inComment(AgendaItem open, Line line) {
    if (line.waiting().stream().noneMatch(slot -> slot.item().equals(open.id()))) return CLOSE_COMMENT;
    return line.rulesOf(open.number()).filter(LineRules::awaitsDraw).isPresent() ? DRAW : CALL_SPEAKER;
  }
}
