package org.lectern.oversight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** What happens to oversight actions. */
public sealed interface ActionEvent extends Event {

  /** Which action, and whom besides its readers it concerns; {@code area} and {@code hearing} if it is tied to one. */
  record About(String action, String title, String addressee, String area, Long hearing) {}

  About about();

  @Override
  default List<String> topics() {
    var topics = new ArrayList<>(List.of("actions/" + about().action, "actions", "bodies/" + about().addressee));
    if (about().area != null) topics.add("areas/" + about().area);
    if (about().hearing != null) topics.add("hearings/" + about().hearing);
    return topics;
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record ActionDrafted(@JsonUnwrapped About about, @JsonIgnore UUID issuer, ActionKind kind) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(issuer, Role.MEMBER, Role.CHAIR);
    }
  }

  record ActionRevised(@JsonUnwrapped About about, @JsonIgnore UUID issuer, ActionKind kind) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(issuer, Role.MEMBER, Role.CHAIR);
    }
  }

  /** Somebody promised something out loud; the wording can be put right before it is issued. */
  record PromiseCaptured(@JsonUnwrapped About about, @JsonIgnore UUID issuer, String speaker) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(issuer, Role.MEMBER, Role.CHAIR, Role.CLERK);
    }
  }

  /** The person who promised it has put the wording right, or says that it is. */
  record PromiseSettled(@JsonUnwrapped About about, @JsonIgnore UUID issuer, String speaker, boolean corrected) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(issuer, Role.MEMBER, Role.CHAIR, Role.CLERK);
    }
  }

  /** A further agency that is asked, and by when it answers. */
  record AlsoAsked(String agency, String name, LocalDate responseDue) {}

  /** {@code from} are the addresses that it comes from: they show it from now on. */
  record ActionIssued(
      @JsonUnwrapped About about, @JsonIgnore List<String> from, ActionKind kind, String issuerName, String addresseeName, String text, List<String> criteria, boolean byVote,
      LocalDate servedOn, int responseDays, LocalDate responseDue, List<AlsoAsked> also) implements ActionEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(ActionEvent.super.topics());
      from.stream().filter(address -> !topics.contains(address)).forEach(topics::add);
      also.forEach(one -> topics.add("bodies/" + one.agency));
      return topics;
    }
  }

  record ActionAnswered(@JsonUnwrapped About about, int version, Position position, String text, String owner, LocalDate due)
      implements ActionEvent {}

  /** What a further addressee says; the action does not move. */
  record AddresseeAnswered(@JsonUnwrapped About about, String agency, String agencyName, int version, Position position, String text, String owner, LocalDate due) implements ActionEvent {
    @Override
    public List<String> topics() {
      return withAgency(ActionEvent.super.topics(), agency);
    }
  }

  record AddresseeReported(@JsonUnwrapped About about, String agency, String agencyName, String text, String url) implements ActionEvent {
    @Override
    public List<String> topics() {
      return withAgency(ActionEvent.super.topics(), agency);
    }
  }

  record AddresseeDueSoon(@JsonUnwrapped About about, String agency, String agencyName, @JsonIgnore UUID agencyBody, Crossing crossing, LocalDate due) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(agencyBody, Role.LIAISON);
    }
  }

  record AddresseeOverdue(@JsonUnwrapped About about, String agency, String agencyName, Crossing crossing, LocalDate due) implements ActionEvent {
    @Override
    public List<String> topics() {
      return withAgency(ActionEvent.super.topics(), agency);
    }
  }

  private static List<String> withAgency(List<String> topics, String agency) {
    var all = new ArrayList<>(topics);
    all.add("bodies/" + agency);
    return all;
  }

  record ActionAgreed(@JsonUnwrapped About about, Position position, String reason) implements ActionEvent {}

  record ActionInsisted(@JsonUnwrapped About about, Position position, String reason, String text, int version, LocalDate responseDue) implements ActionEvent {}

  /** The agency asks for more time, before its answer is due. */
  record ExtensionAsked(@JsonUnwrapped About about, int days, String reason, LocalDate responseDue) implements ActionEvent {}

  record ExtensionGranted(@JsonUnwrapped About about, String reason, LocalDate firstResponseDue, LocalDate responseDue) implements ActionEvent {}

  record ExtensionRefused(@JsonUnwrapped About about, String reason, LocalDate responseDue) implements ActionEvent {}

  record ActionClosed(@JsonUnwrapped About about, String reason, boolean byVote) implements ActionEvent {}

  /** The text as it now stands; what it was before stays to be read. */
  record ActionAmended(@JsonUnwrapped About about, int version, String text, List<String> criteria, String reason, boolean byVote) implements ActionEvent {}

  /** Another action has taken its place. */
  record ActionSuperseded(@JsonUnwrapped About about, String by, String reason, boolean byVote) implements ActionEvent {}

  record ActionNotApplicable(@JsonUnwrapped About about, Ground ground, String reason, boolean byVote) implements ActionEvent {}

  /** The board sees it otherwise than its steps so far say, from that day on. */
  record ActionReassessed(@JsonUnwrapped About about, ActionStatus from, ActionStatus to, String reason, LocalDate asOf, boolean byVote) implements ActionEvent {}

  record ActionBegun(@JsonUnwrapped About about) implements ActionEvent {}

  record ActionReported(@JsonUnwrapped About about, String text, String url, List<Report.Proof> evidence, LocalDate evidenceUntil) implements ActionEvent {}

  /** What it says is not on the record but on the page, where a moderator can take it from view. */
  record EvidenceAdded(@JsonUnwrapped About about, int evidence, Integer criterion, Side side) implements ActionEvent {}

  record EvidenceHidden(@JsonUnwrapped About about, int evidence, String ground) implements ActionEvent {}

  /** How compliance will be tested, said beforehand. */
  record ComplianceTestSet(@JsonUnwrapped About about, int test, String method, Integer share, int months) implements ActionEvent {}

  record ComplianceAssessed(@JsonUnwrapped About about, Level from, Level to, Integer test, Integer share, String note) implements ActionEvent {}

  record ActionVerified(@JsonUnwrapped About about, Verdict verdict, Verification.Independence independence, List<Verification.Marked> marks, String reason) implements ActionEvent {}

  record ActionReopened(@JsonUnwrapped About about, ActionStatus from, String reason) implements ActionEvent {}

  /** Two weeks or three days to go: for those who owe it. */
  record ActionDueSoon(@JsonUnwrapped About about, @JsonIgnore UUID addresseeBody, Crossing crossing, LocalDate due) implements ActionEvent {
    @Override
    public Audience audience() {
      return Audience.of(addresseeBody, Role.LIAISON);
    }
  }

  /** The calendar proposed an item to a hearing of the board; {@code staffOf} is the board while that hearing is a draft. */
  record ActionPutForward(@JsonUnwrapped About about, @JsonIgnore UUID staffOf, String why, LocalDate due, long meeting, int item) implements ActionEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(ActionEvent.super.topics());
      if (!topics.contains("hearings/" + meeting)) topics.add("hearings/" + meeting);
      return topics;
    }

    @Override
    public Audience audience() {
      return staffOf == null ? Audience.PUBLIC : Audience.of(staffOf, Role.CLERK, Role.CHAIR);
    }
  }

  record ActionOverdue(@JsonUnwrapped About about, Crossing crossing, LocalDate due) implements ActionEvent {}
}
