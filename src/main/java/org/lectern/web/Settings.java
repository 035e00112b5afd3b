package org.lectern.web;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * How this process serves: {@code url} is the address by which people reach it (what Origin must equal and whether cookies
 * are Secure), {@code demo} shows the outbox and the buttons to try each
 * role, {@code proxies} are the addresses whose word on where a request came from is believed,
 * {@code floods} how much may come from one source.
 */
public record Settings(String host, int port, int managementPort, URI url, boolean demo, int loops, Set<String> proxies, FloodKnobs floods) {

  public Settings(String host, int port, int managementPort, URI url, boolean demo, int loops) {
    this(host, port, managementPort, url, demo, loops, Set.of());
  }

  public Settings(String host, int port, int managementPort, URI url, boolean demo, int loops, Set<String> proxies) {
    this(host, port, managementPort, url, demo, loops, proxies, FloodKnobs.DEFAULT);
  }


  /** Where the fictional city of the demo stands. */
  public static final String DEMO_PLACE = "marlow";

  public boolean secure() {
    return "https".equals(url.getScheme());
  }

  /** Origins whose forms and sockets are ours. On a machine's own loopback every name of it is. */
  public List<String> origins() {
    var origin = url.getScheme() + "://" + url.getAuthority();
    if (!List.of("localhost", "127.0.0.1").contains(url.getHost())) return List.of(origin);
    return List.of("http://localhost:" + url.getPort(), "http://127.0.0.1:" + url.getPort());
  }
}
