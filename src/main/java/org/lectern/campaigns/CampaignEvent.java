package org.lectern.campaigns;

import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to campaigns. Whatever the machine finds is recorded by the hour, since the minute could lead back to an anonymous author. */
public sealed interface CampaignEvent extends Event {

  /** The address of what it is about. */
  String target();

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** Two testimonies or more turned out to be the same letter; {@code representative} stands for them. */
  record CampaignFormed(long campaign, String target, String representative) implements CampaignEvent {
    @Override
    public List<String> topics() {
      return CampaignEvent.topics(target, List.of(campaign));
    }

    @Override
    public boolean coarse() {
      return true;
    }
  }

  /** How many campaigns there are about it now, with how many testimonies in all, and which of them changed. */
  record CampaignsCounted(String target, long campaigns, long members, List<Long> changed) implements CampaignEvent {
    @Override
    public List<String> topics() {
      return CampaignEvent.topics(target, changed);
    }

    @Override
    public boolean coarse() {
      return true;
    }
  }

  /** A clerk found that two campaigns are one. */
  record CampaignJoined(long campaign, long into, String target, String reason) implements CampaignEvent {
    @Override
    public List<String> topics() {
      return CampaignEvent.topics(target, List.of(campaign, into));
    }
  }

  /** A clerk took testimonies out of a campaign; they stand alone, or as a campaign of their own. */
  record CampaignSplit(long campaign, Long fresh, String target, List<String> testimony, String reason) implements CampaignEvent {
    @Override
    public List<String> topics() {
      return CampaignEvent.topics(target, fresh == null ? List.of(campaign) : List.of(campaign, fresh));
    }
  }

  static List<String> topics(String target, List<Long> campaigns) {
    var topics = new ArrayList<String>();
    campaigns.forEach(campaign -> topics.add("campaigns/" + campaign));
    topics.add(target + "/testimony");
    topics.add(target);
    return topics;
  }
}
