package org.lectern.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ashgrove in California, with a council, a committee, an oversight board and a police agency, and the people who work there
 * and live there; and Birchwood next to it, with a council and a clerk of its own. Founded as any place is, by its admin.
 */
public final class Town implements AutoCloseable {

  public static final String ASHGROVE = "ashgrove";
  public static final String BIRCHWOOD = "birchwood";

  public final Hall hall;

  /** Admin of the installation. */
  public final Person ada;
  /** Clerk of the council. */
  public final Person ines;
  /** Chair of the council and of the oversight board. */
  public final Person abel;
  /** Members of the oversight board. */
  public final Person ruth;
  public final Person mara;
  /** Liaison of the police. */
  public final Person lena;
  /** Clerk of the safety committee, another body. */
  public final Person noor;
  /** Residents without office. */
  public final Person bayo;
  public final Person dae;
  /** Moderators of the council, and the third of the whole place; a second clerk of the council, who also decides appeals. */
  public final Person iris;
  public final Person omar;
  public final Person uma;
  public final Person zoe;
  /** Clerk of the council of Birchwood, another place. */
  public final Person orla;

  private final List<Person> people = new ArrayList<>();

  public Town(Hall hall) {
    this.hall = hall;
    ada = person(ASHGROVE, "Ada");
    ines = person(ASHGROVE, "Ines");
    abel = person(ASHGROVE, "Abel");
    ruth = person(ASHGROVE, "Ruth");
    mara = person(ASHGROVE, "Mara");
    lena = person(ASHGROVE, "Lena");
    noor = person(ASHGROVE, "Noor");
    bayo = person(ASHGROVE, "Bayo");
    dae = person(ASHGROVE, "Dae");
    iris = person(ASHGROVE, "Iris");
    omar = person(ASHGROVE, "Omar");
    uma = person(ASHGROVE, "Uma");
    zoe = person(ASHGROVE, "Zoe");
    orla = person(BIRCHWOOD, "Orla");
    seatAda();
    ada.signsIn();
    found();
    people.stream().filter(person -> person != ada).forEach(Visitor::signsIn);
  }

  /** Somebody of Ashgrove who is not signed in. */
  public Person stranger() {
    return person(ASHGROVE, "Stranger" + people.size());
  }

  public Person person(String place, String name) {
    var person = new Person(hall, place, name);
    people.add(person);
    return person;
  }

  /** The first admin comes from the operator's command line. */
  private void seatAda() {
    hall.sql("INSERT INTO person (id, email, name) VALUES (?, ?, 'Ada')", UUID.randomUUID(), ada.email);
    hall.sql("INSERT INTO role_grant (id, person, role) SELECT gen_random_uuid(), id, 'admin' FROM person WHERE email = ?", ada.email);
  }

  private void found() {
    place(ASHGROVE, "Ashgrove");
    body(ASHGROVE, "council", "City Council", "council", 7, 4);
    body(ASHGROVE, "safety", "Public Safety Committee", "committee", 5, 3);
    body(ASHGROVE, "board", "Police Oversight Board", "oversight_board", 9, 5);
    ada.asks("bodies", Map.of("slug", "police", "name", "Police Department", "kind", "agency")).expect(201);
    ada.asks("areas/adopt", Map.of("catalogue", "policing-starter")).expect(200);
    grant(ines, "clerk", "council");
    grant(abel, "chair", "council");
    grant(abel, "chair", "board");
    grant(ruth, "member", "board");
    grant(mara, "member", "board");
    grant(lena, "liaison", "police");
    grant(noor, "clerk", "safety");
    grant(iris, "moderator", "council");
    grant(omar, "moderator", "council");
    grant(uma, "moderator", null);
    grant(zoe, "clerk", "council");
    grant(zoe, "appeals", "council");
    place(BIRCHWOOD, "Birchwood");
    body(BIRCHWOOD, "council", "Town Council", "council", 5, 3);
    grant(orla, "clerk", "council");
  }

  private void place(String slug, String name) {
    ada.post("/places", Map.of("slug", slug, "name", name, "kind", "city", "zone", "America/Los_Angeles", "languages", List.of("en", "es"), "profile", "CA")).expect(201);
  }

  private void body(String place, String slug, String name, String kind, int seats, int quorum) {
    ada.post("/" + place + "/bodies", Map.of("slug", slug, "name", name, "kind", kind, "seats", seats, "quorum", quorum)).expect(201);
  }

  /** Gives an office; the answer is the grant's id. */
  public String grant(Person person, String role, String body) {
    var granting = new LinkedHashMap<String, Object>(Map.of("email", person.email, "name", person.name, "role", role));
    if (body != null) granting.put("body", body);
    return ada.post("/" + person.place + "/offices", granting).expect(201).text("/id");
  }

  public void revoke(Person person, String grant) {
    ada.post("/" + person.place + "/offices/" + grant + "/revoke").expect(200);
  }

  @Override
  public void close() {
    people.forEach(Person::close);
  }
}
