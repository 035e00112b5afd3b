package org.lectern.campaigns;

import java.util.Set;
import org.lectern.core.State;

/** Where a campaign stands. It ends when fewer than two of its testimonies can be shown; a clerk may join it to another. */
public enum CampaignStatus implements State<CampaignStatus> {
  STANDING,
  JOINED,
  ENDED;

  @Override
  public Set<CampaignStatus> next() {
    return this == STANDING ? Set.of(JOINED, ENDED) : Set.of();
  }
}
