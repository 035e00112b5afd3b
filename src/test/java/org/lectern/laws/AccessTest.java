package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Json;
import org.lectern.support.Answer;
import org.lectern.support.Forge;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Town;

/**
 * Every operation for every kind of caller. What is expected stands here by hand and is derived from nothing: who reads this
 * table knows who may do what.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class AccessTest {

  // Columns: Stranger, Resident | clerK of the council, clerk of the Whole place, Other clerk (safety committee), Chair of council and board
  //          | Member of the board, member of another body (X) | Liaison of the police, liaison of another agency (Y) | Admin | clerk Elsewhere
  //          | moDerator of the council | clerk of the coUncil who decides appeals
  private static final String COLUMNS = "SRKWOCMXLYAEDU";

  // . admitted (whatever the state of the thing then says)   1 sign in first (401)   3 not for you (403)   4 not there, as far as you know (404)
  private static final Map<String, String> RULES = Map.ofEntries(
      Map.entry("anyone", ".............."),
      Map.entry("nobody knows", "44444444444444"),
      Map.entry("no such session", "11111111111111"),
      Map.entry("signed in", "1............."),
      Map.entry("admin", "1333333333.333"),
      Map.entry("admin, nothing there", "13333333334333"),
      Map.entry("clerk", "13..333333333."),
      Map.entry("clerk, nothing there", "13444333333334"),
      Map.entry("clerk of the whole", "133.3333333333"),
      Map.entry("clerk or admin", "13..333333.33."),
      Map.entry("clerk or member, council", "13..333333333."),
      Map.entry("clerk or admin, nothing", "13443333334334"),
      Map.entry("clerk of any body", "13...33333333."),
      Map.entry("nobody finds", "44444444444444"),
      Map.entry("council staff", "13..3.3333333."),
      Map.entry("clerk, hidden", "13..433333333."),
      Map.entry("clerk or chair", "13..3.3333333."),
      Map.entry("clerk or chair, hidden", "13..4.3333333."),
      Map.entry("clerk, chair, member", "13......33333."),
      Map.entry("nobody knows of office", "13444444333334"),
      Map.entry("chair", "13333.33333333"),
      Map.entry("sees the draft hearing", "44..4.4444444."),
      Map.entry("member", "133333.3333333"),
      Map.entry("chair or member", "13333..3333333"),
      Map.entry("chair or member, hidden", "13333..4333333"),
      Map.entry("sees the draft action", "44444..4444444"),
      Map.entry("its author only", "44.44444444444"),
      Map.entry("author, hidden", "13.44444443334"),
      Map.entry("liaison", "13333333.33333"),
      Map.entry("liaison, hidden", "13333333443333"),
      Map.entry("moderator", "133333333333.3"),
      Map.entry("moderator, missing", "13333333333343"),
      Map.entry("chair or any member", "13333...333333"),
      Map.entry("member, hidden", "133333.4333333"),
      Map.entry("chair, hidden", "13333.33333333"),
      Map.entry("works on the worksheet", "44444..4444444"),
      Map.entry("liaison, asked", "13333333.43333"),
      Map.entry("chair or member, nothing", "13333444333333"),
      Map.entry("liaison of any agency", "13333333..3333"),
      Map.entry("nobody in this table", "13333333333333"),
      Map.entry("moderator or appeals", "133333333333.."));

  // operation | rule | request | body. F is a noticed hearing, D a draft, C a cancelled one, V one with a motion; A an issued action, B a draft.
  private static final String TABLE = """
      listPlaces           | anyone                  | GET /places |
      foundPlace           | admin                   | POST /places | {"slug":"town-N","name":"Town","kind":"city","zone":"UTC","languages":["en"],"profile":"generic"}
      getPlace             | anyone                  | GET /ashgrove |
      listBodies           | anyone                  | GET /ashgrove/bodies |
      foundBody            | admin                   | POST /ashgrove/bodies | {"slug":"body-N","name":"Body","kind":"commission"}
      getRecord            | anyone                  | GET /ashgrove/record |
      requestCode          | anyone                  | POST /sign-in/code | {"email":"visitor-N@people.example"}
      signIn               | anyone                  | POST /sign-in | {"ticket":"none","code":"00000000"}
      renewSession         | no such session         | POST /sign-in/renew | {"refresh":"none"}
      getMe                | signed in               | GET /me |
      listOffices          | admin                   | GET /ashgrove/offices |
      grantRole            | admin                   | POST /ashgrove/offices | {"email":"granted-N@people.example","role":"moderator","body":"council"}
      revokeRole           | admin, nothing there    | POST /ashgrove/offices/GRANT/revoke |
      listAreas            | anyone                  | GET /ashgrove/areas |
      getArea              | anyone                  | GET /ashgrove/areas/AREA |
      adoptCatalogue       | admin                   | POST /ashgrove/areas/adopt | {"catalogue":"policing-starter"}
      disableArea          | admin                   | POST /ashgrove/areas/OTHER/disable | {"reason":"Not our subject"}
      enableArea           | admin                   | POST /ashgrove/areas/OTHER/enable |
      getAreaHistory       | anyone                  | GET /ashgrove/areas/AREA/history |
      editSection          | admin                   | POST /ashgrove/areas/AREA/sections/background | {"text":"Nothing new","reason":"As before"}
      chooseSection        | admin                   | POST /ashgrove/areas/AREA/sections/background/choose | {"choice":"ours"}
      importCatalogue      | admin                   | POST /ashgrove/catalogue | {"yaml":"catalogue: {}"}
      mergeCatalogue       | admin                   | POST /ashgrove/catalogue/merge | {"catalogue":"policing-starter"}
      listConflicts        | anyone                  | GET /ashgrove/catalogue/conflicts |
      getWorksheet         | anyone                  | GET /ashgrove/areas/AREA/worksheet |
      getAssessment        | anyone                  | GET /ashgrove/areas/WORN/worksheet/1 |
      compareArea          | anyone                  | GET /ashgrove/areas/WORN/comparison |
      getAssessment        | works on the worksheet  | GET /ashgrove/areas/WORN/worksheet/2 |
      startAssessment      | member                  | POST /ashgrove/areas/AREA/worksheet | {"body":"board"}
      answerCriterion      | member, hidden          | POST /ashgrove/areas/WORN/worksheet/2/answer | {"criterion":"none","answer":"no"}
      submitAssessment     | member, hidden          | POST /ashgrove/areas/WORN/worksheet/2/submit |
      returnAssessment     | chair or member, hidden | POST /ashgrove/areas/WORN/worksheet/2/return | {"reason":"Again"}
      passAssessment       | member, hidden          | POST /ashgrove/areas/WORN/worksheet/2/pass |
      replyToAssessment    | liaison, asked          | POST /ashgrove/areas/ASKED/worksheet/1/reply | {"text":"We see it otherwise."}
      publishAssessment    | chair, hidden           | POST /ashgrove/areas/WORN/worksheet/2/publish |
      challengeAnswer      | anyone                  | POST /ashgrove/areas/WORN/worksheet/1/challenges | {"criterion":"none","text":"It says otherwise.","url":"https://city.example/manual"}
      hideChallenge        | nobody in this table    | POST /ashgrove/areas/WORN/worksheet/1/challenges/1/hide | {"ground":"M2"}
      keepAnswer           | chair or member         | POST /ashgrove/areas/WORN/worksheet/1/challenges/1/keep | {"reason":"It stands"}
      requestHearing       | chair or any member     | POST /ashgrove/areas/AREA/hearing-requests | {"body":"council","reason":"It is time"}
      listHearings         | anyone                  | GET /ashgrove/hearings |
      getHearing           | anyone                  | GET /ashgrove/hearings/F |
      getHearing           | sees the draft hearing  | GET /ashgrove/hearings/D |
      checkNotice          | anyone                  | GET /ashgrove/notice-check?starts_at=2030-01-01T00:00:00Z |
      getClocks            | anyone                  | GET /ashgrove/clocks |
      setClocks            | admin                   | POST /ashgrove/clocks | {"allotment_seconds":180,"reason":"As before"}
      setClosedDay         | admin                   | POST /ashgrove/clocks/days | {"date":"2027-02-08","closed":true,"reason":"A local feast"}
      listCertificates     | anyone                  | GET /ashgrove/hearings/F/certificates |
      listCertificates     | sees the draft hearing  | GET /ashgrove/hearings/D/certificates |
      publishMaterial      | clerk                   | POST /ashgrove/hearings/C/materials | {"title":"Paper","url":"https://city.example/paper"}
      publishMaterial      | clerk, hidden           | POST /ashgrove/hearings/D/materials | {"title":"Paper","url":"https://city.example/paper"}
      draftHearing         | clerk                   | POST /ashgrove/hearings | {"body":"council","kind":"regular","title":"T","starts_at":"2030-01-01T00:00:00Z"}
      reviseHearing        | clerk                   | PUT /ashgrove/hearings/F | {"body":"council","kind":"regular","title":"T","starts_at":"2030-01-01T00:00:00Z"}
      reviseHearing        | clerk, hidden           | PUT /ashgrove/hearings/D | {"body":"council","kind":"regular","title":"Still a draft","starts_at":"SOON"}
      noticeHearing        | clerk                   | POST /ashgrove/hearings/F/notice | {}
      noticeHearing        | clerk, hidden           | POST /ashgrove/hearings/D/notice | {}
      postponeHearing      | clerk                   | POST /ashgrove/hearings/C/postpone | {"reason":"Again"}
      postponeHearing      | clerk, hidden           | POST /ashgrove/hearings/D/postpone | {"reason":"Never"}
      rescheduleHearing    | clerk                   | POST /ashgrove/hearings/C/reschedule | {"starts_at":"2030-01-01T00:00:00Z","reason":"Again"}
      rescheduleHearing    | clerk, hidden           | POST /ashgrove/hearings/D/reschedule | {"starts_at":"2030-01-01T00:00:00Z","reason":"Never"}
      listPostings         | clerk of any body       | GET /ashgrove/postings |
      postNotice           | clerk                   | POST /ashgrove/hearings/C/postings/1 | {"spot":"At the door"}
      cancelHearing        | clerk                   | POST /ashgrove/hearings/C/cancel | {"reason":"Again"}
      cancelHearing        | clerk, hidden           | POST /ashgrove/hearings/D/cancel | {"reason":"Never"}
      startHearing         | clerk or chair          | POST /ashgrove/hearings/F/start | {"present":5}
      startHearing         | clerk or chair, hidden  | POST /ashgrove/hearings/D/start | {"present":5}
      recessHearing        | chair                   | POST /ashgrove/hearings/F/recess | {"reason":"Lunch"}
      resumeHearing        | chair                   | POST /ashgrove/hearings/F/resume |
      adjournHearing       | chair                   | POST /ashgrove/hearings/F/adjourn |
      continueHearing      | chair                   | POST /ashgrove/hearings/C/continue | {"starts_at":"2030-01-01T00:00:00Z","reason":"It is getting late."}
      amendHearing         | clerk                   | POST /ashgrove/hearings/C/amend | {"reason":"Again"}
      amendHearing         | clerk, hidden           | POST /ashgrove/hearings/D/amend | {"reason":"Never"}
      getAgendaVersion     | anyone                  | GET /ashgrove/hearings/F/agenda/1 |
      getAgendaVersion     | nobody finds            | GET /ashgrove/hearings/D/agenda/1 |
      proposeItem          | council staff           | POST /ashgrove/hearings/C/items | {"title":"Once more"}
      listItem             | chair                   | POST /ashgrove/hearings/C/items/1/list | {}
      declineItem          | chair                   | POST /ashgrove/hearings/C/items/1/decline | {"reason":"Again"}
      withdrawItem         | clerk or chair          | POST /ashgrove/hearings/C/items/1/withdraw | {"reason":"Again"}
      restoreConnection    | clerk or chair          | POST /ashgrove/hearings/C/restore |
      recordOutageFinding  | chair                   | POST /ashgrove/hearings/C/finding | {"finding":"We go on by telephone.","ayes":5,"noes":0}
      copyHearing          | clerk                   | POST /ashgrove/hearings/C/copies | {"starts_at":"2030-01-01T00:00:00Z"}
      copyHearing          | clerk, hidden           | POST /ashgrove/hearings/D/copies | {"starts_at":"2030-01-01T00:00:00Z"}
      repeatHearing        | clerk                   | POST /ashgrove/hearings/C/repeat | {"every":"month","times":1}
      callItem             | clerk or chair          | POST /ashgrove/hearings/F/items/1/call |
      callItem             | clerk or chair, hidden  | POST /ashgrove/hearings/D/items/1/call |
      openComment          | clerk or chair          | POST /ashgrove/hearings/F/items/1/open-comment |
      closeComment         | clerk or chair          | POST /ashgrove/hearings/F/items/1/close-comment |
      decideItem           | clerk                   | POST /ashgrove/hearings/F/items/1/decide | {"decision":"adopted"}
      tableItem            | clerk or chair          | POST /ashgrove/hearings/F/items/1/table | {"reason":"Later"}
      listMembers          | anyone                  | GET /ashgrove/bodies/council/members |
      seatMember           | clerk or admin          | POST /ashgrove/bodies/council/members | {"name":"Member-N"}
      unseatMember         | clerk or admin, nothing | POST /ashgrove/bodies/council/members/GRANT/leave |
      getVotes             | anyone                  | GET /ashgrove/hearings/F/votes |
      getVotes             | sees the draft hearing  | GET /ashgrove/hearings/D/votes |
      getItemVotes         | anyone                  | GET /ashgrove/hearings/F/items/1/votes |
      callRoll             | clerk or chair          | POST /ashgrove/hearings/F/roll | {"marks":[]}
      callRoll             | clerk or chair, hidden  | POST /ashgrove/hearings/D/roll | {"marks":[]}
      markAttendance       | clerk or chair          | POST /ashgrove/hearings/F/attendance | {"member":"GRANT","mark":"arrived"}
      moveMotion           | clerk                   | POST /ashgrove/hearings/F/items/1/motions | {"text":"To adopt","threshold":"majority","mover":"GRANT"}
      moveMotion           | clerk, hidden           | POST /ashgrove/hearings/D/items/1/motions | {"text":"To adopt","threshold":"majority","mover":"GRANT"}
      withdrawMotion       | clerk                   | POST /ashgrove/hearings/V/motions/1/withdraw |
      takeVote             | clerk                   | POST /ashgrove/hearings/V/motions/1/vote | {"ballots":[]}
      correctVote          | clerk                   | POST /ashgrove/hearings/V/motions/1/correct | {"ballots":[],"reason":"It was misheard"}
      getPacket            | anyone                  | GET /ashgrove/hearings/F/packet |
      getPacket            | sees the draft hearing  | GET /ashgrove/hearings/D/packet |
      distributePacket     | clerk                   | POST /ashgrove/hearings/C/packet/distribute |
      enterTestimony       | clerk                   | POST /ashgrove/hearings/C/packet/enter |
      getHeard             | anyone                  | GET /ashgrove/hearings/F/heard |
      getHeard             | sees the draft hearing  | GET /ashgrove/hearings/D/heard |
      publishHeard         | clerk                   | POST /ashgrove/hearings/F/heard | {"themes":[{"title":"T","disposition":"not","reason":"R","testimony":[]}]}
      listIncidents        | anyone                  | GET /ashgrove/hearings/F/incidents |
      listIncidents        | sees the draft hearing  | GET /ashgrove/hearings/D/incidents |
      logIncident          | clerk or chair          | POST /ashgrove/hearings/F/incidents | {"kind":"other","text":"A bang"}
      warnSpeaker          | chair                   | POST /ashgrove/hearings/F/incidents/warn | {"who":"A man in red","text":"Shouting"}
      removeSpeaker        | chair                   | POST /ashgrove/hearings/F/incidents/remove | {"who":"A man in red","text":"Shouting"}
      reportOut            | clerk                   | POST /ashgrove/hearings/F/items/1/report-out | {"legal_basis":"54956.9"}
      publishRecording     | clerk                   | POST /ashgrove/hearings/F/recording | {"url":"https://video.example/1","started_at":"2026-01-01T00:00:00Z"}
      markRecording        | clerk                   | POST /ashgrove/hearings/F/items/1/recording | {"seconds":5}
      capturePromise       | clerk or member, council| POST /ashgrove/hearings/F/promises | {"speaker":"Chief","said":"By spring","addressee":"police"}
      getPromise           | nobody knows            | GET /ashgrove/promises/RECEIPT |
      correctPromise       | nobody knows            | POST /ashgrove/promises/RECEIPT/correct | {"text":"By summer"}
      confirmPromise       | nobody knows            | POST /ashgrove/promises/RECEIPT/confirm |
      getMatter            | nobody knows            | GET /ashgrove/matters?file=Int%2099 |
      getMinutes           | anyone                  | GET /ashgrove/hearings/F/minutes |
      getMinutes           | sees the draft hearing  | GET /ashgrove/hearings/D/minutes |
      draftMinutes         | clerk                   | POST /ashgrove/hearings/F/minutes/draft |
      draftMinutes         | clerk, hidden           | POST /ashgrove/hearings/D/minutes/draft |
      narrateMinutes       | clerk                   | POST /ashgrove/hearings/F/minutes/narrate | {"text":"Words"}
      circulateMinutes     | clerk                   | POST /ashgrove/hearings/F/minutes/circulate |
      approveMinutes       | clerk                   | POST /ashgrove/hearings/F/minutes/approve | {"hearing":1,"item":1}
      correctMinutes       | clerk                   | POST /ashgrove/hearings/F/minutes/correct | {"text":"Words","reason":"Because"}
      getQueue             | anyone                  | GET /ashgrove/hearings/F/queue |
      getQueue             | sees the draft hearing  | GET /ashgrove/hearings/D/queue |
      signUp               | anyone                  | POST /ashgrove/hearings/F/slots | {"name":"Somebody"}
      signUp               | sees the draft hearing  | POST /ashgrove/hearings/D/slots | {"name":"Somebody"}
      getSlot              | anyone                  | GET /ashgrove/slots/SLOT |
      reconfirmSlot        | anyone                  | POST /ashgrove/slots/SLOT/reconfirm |
      withdrawSlot         | anyone                  | POST /ashgrove/slots/SLOT/withdraw |
      callNextSpeaker      | clerk or chair          | POST /ashgrove/hearings/F/queue/next |
      callNextSpeaker      | clerk or chair, hidden  | POST /ashgrove/hearings/D/queue/next |
      startSpeaker         | clerk or chair          | POST /ashgrove/hearings/F/queue/start |
      pauseSpeaker         | clerk or chair          | POST /ashgrove/hearings/F/queue/pause |
      resumeSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/queue/resume |
      finishSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/queue/finish |
      noShowSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/queue/no-show |
      extendSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/queue/extend | {"seconds":30}
      stopSpeaker          | chair                   | POST /ashgrove/hearings/F/queue/stop | {"reason":"Enough"}
      undoMove             | clerk or chair          | POST /ashgrove/hearings/F/queue/undo |
      checkInSpeaker       | clerk or chair          | POST /ashgrove/hearings/F/slots/1/check-in |
      checkInSpeaker       | clerk or chair, hidden  | POST /ashgrove/hearings/D/slots/1/check-in |
      moveSpeaker          | clerk or chair          | POST /ashgrove/hearings/F/slots/1/move | {"place":1,"reason":"Asked to"}
      cedeForSpeaker       | clerk or chair          | POST /ashgrove/hearings/F/slots/1/cede | {"to":2}
      revokeCedingForSpeaker | clerk or chair        | POST /ashgrove/hearings/F/slots/1/revoke-ceding |
      rejectSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/slots/1/reject | {"ground":"duplicate","reason":"Twice"}
      returnSpeaker        | clerk or chair          | POST /ashgrove/hearings/F/slots/1/return |
      withdrawSpeaker      | clerk                   | POST /ashgrove/hearings/F/slots/1/withdraw |
      setLineRules         | clerk                   | POST /ashgrove/hearings/F/line-rules | {"order_rule":"lottery"}
      setLineRules         | clerk, hidden           | POST /ashgrove/hearings/D/line-rules | {"order_rule":"fifo"}
      changeAllotment      | chair                   | POST /ashgrove/hearings/F/items/1/allotment | {"seconds":120}
      getLottery           | nobody knows            | GET /ashgrove/hearings/F/items/1/lottery |
      getLottery           | nobody knows            | GET /ashgrove/hearings/D/items/1/lottery |
      drawLottery          | clerk or chair          | POST /ashgrove/hearings/F/items/1/draw |
      checkInSlot          | anyone                  | POST /ashgrove/slots/SLOT/check-in |
      returnSlot           | anyone                  | POST /ashgrove/slots/SLOT/return |
      cedeSlot             | anyone                  | POST /ashgrove/slots/SLOT/cede | {"to":2}
      revokeCeding         | anyone                  | POST /ashgrove/slots/SLOT/revoke-ceding |
      requestAccommodation | anyone                  | POST /ashgrove/hearings/F/accommodations | {"kind":"asl"}
      requestAccommodation | sees the draft hearing  | POST /ashgrove/hearings/D/accommodations | {"kind":"asl"}
      listAccommodations   | clerk                   | GET /ashgrove/hearings/F/accommodations |
      listAccommodations   | clerk, hidden           | GET /ashgrove/hearings/D/accommodations |
      getAccommodation     | nobody knows            | GET /ashgrove/accommodations/SLOT |
      offerAlternative     | clerk                   | POST /ashgrove/hearings/F/accommodations/1/offer | {"note":"Not that day","alternative":"By video"}
      arrangeAccommodation | clerk                   | POST /ashgrove/hearings/F/accommodations/1/arrange | {}
      declineAccommodation | clerk                   | POST /ashgrove/hearings/F/accommodations/1/decline | {"note":"Not that day","alternative":"By video"}
      provideAccommodation | clerk                   | POST /ashgrove/hearings/F/accommodations/1/provide |
      submitTestimony      | anyone                  | POST /ashgrove/hearings/F/testimony | {"text":"Words"}
      submitTestimony      | nobody knows            | POST /ashgrove/hearings/D/testimony | {"text":"Words"}
      submitAreaTestimony  | anyone                  | POST /ashgrove/areas/AREA/testimony | {"text":"Words"}
      submitActionTestimony| anyone                  | POST /ashgrove/actions/A/testimony | {"text":"Words"}
      submitActionTestimony| nobody knows            | POST /ashgrove/actions/B/testimony | {"text":"Words"}
      listTestimony        | anyone                  | GET /ashgrove/hearings/F/testimony |
      listTestimony        | sees the draft hearing  | GET /ashgrove/hearings/D/testimony |
      listAreaTestimony    | anyone                  | GET /ashgrove/areas/AREA/testimony |
      listActionTestimony  | anyone                  | GET /ashgrove/actions/A/testimony |
      listActionTestimony  | nobody knows            | GET /ashgrove/actions/B/testimony |
      search               | anyone                  | GET /ashgrove/search?q=camera |
      getReading           | anyone                  | GET /ashgrove/hearings/F/reading |
      getReading           | sees the draft hearing  | GET /ashgrove/hearings/D/reading |
      getAreaReading       | anyone                  | GET /ashgrove/areas/AREA/reading |
      getActionReading     | anyone                  | GET /ashgrove/actions/A/reading |
      getPolicyReading     | anyone                  | GET /ashgrove/policies/P/reading |
      createTheme          | clerk                   | POST /ashgrove/hearings/F/themes | {"title":"Theme N"}
      createAreaTheme      | clerk of any body       | POST /ashgrove/areas/AREA/themes | {"title":"Theme N"}
      createActionTheme    | clerk of the whole      | POST /ashgrove/actions/A/themes | {"title":"Theme N"}
      createPolicyReadingTheme | clerk               | POST /ashgrove/policies/P/reading/themes | {"title":"Theme N"}
      retireTheme          | clerk, nothing there    | POST /ashgrove/themes/999/retire |
      fileTestimony        | clerk, nothing there    | POST /ashgrove/themes/999/file | {"testimony":["T-2026-000001"]}
      listCampaigns        | anyone                  | GET /ashgrove/hearings/F/campaigns |
      listCampaigns        | sees the draft hearing  | GET /ashgrove/hearings/D/campaigns |
      listAreaCampaigns    | anyone                  | GET /ashgrove/areas/AREA/campaigns |
      listActionCampaigns  | anyone                  | GET /ashgrove/actions/A/campaigns |
      listPolicyCampaigns  | anyone                  | GET /ashgrove/policies/P/campaigns |
      getCampaign          | nobody finds            | GET /ashgrove/campaigns/999 |
      joinCampaign         | clerk, nothing there    | POST /ashgrove/campaigns/999/join | {"into":998,"reason":"The same letter"}
      splitCampaign        | clerk, nothing there    | POST /ashgrove/campaigns/999/split | {"testimony":["T-2026-000001"],"reason":"Another letter"}
      getTestimony         | anyone                  | GET /ashgrove/testimony/TESTIMONY |
      getTestimony         | nobody knows            | GET /ashgrove/testimony/CONFIDENTIAL |
      getReceipt           | anyone                  | GET /ashgrove/receipts/RECEIPT |
      uploadFiles          | anyone                  | POST /ashgrove/uploads | {}
      reviseTestimony      | anyone                  | POST /ashgrove/receipts/RECEIPT/revise | {"text":"Other words"}
      supplementTestimony  | anyone                  | POST /ashgrove/receipts/RECEIPT/supplements | {"text":"More words"}
      takeInTestimony      | clerk                   | POST /ashgrove/intake | {"target":"hearings/C","channel":"paper","text":"On paper"}
      listVersions         | anyone                  | GET /ashgrove/testimony/TESTIMONY/versions |
      listVersions         | nobody knows            | GET /ashgrove/testimony/CONFIDENTIAL/versions |
      citeTestimony        | clerk, chair, member    | POST /ashgrove/testimony/TESTIMONY/cite | {"source":"nowhere","passage":"Other words"}
      citeTestimony        | nobody knows of office  | POST /ashgrove/testimony/CONFIDENTIAL/cite | {"source":"nowhere","passage":"Words"}
      listCitations        | anyone                  | GET /ashgrove/citations?in=hearings/F |
      listExtensions       | anyone                  | GET /ashgrove/hearings/F/window |
      withholdName         | anyone                  | POST /ashgrove/receipts/RECEIPT/withhold-name |
      withdrawTestimony    | anyone                  | POST /ashgrove/receipts/RECEIPT/withdraw |
      follow               | anyone                  | POST /ashgrove/follows | {"topic":"place","email":"follower-N@people.example"}
      getFollow            | nobody knows            | GET /ashgrove/follows/MISSING |
      confirmFollow        | nobody knows            | POST /ashgrove/follows/MISSING/confirm |
      stopFollow           | anyone                  | POST /ashgrove/follows/MISSING/stop |
      listActions          | anyone                  | GET /ashgrove/actions |
      getAction            | anyone                  | GET /ashgrove/actions/A |
      getRegister          | anyone                  | GET /ashgrove/register |
      listRegister         | anyone                  | GET /ashgrove/register/actions?which=overdue |
      getAction            | sees the draft action   | GET /ashgrove/actions/B |
      draftAction          | member                  | POST /ashgrove/actions | {"kind":"demand","issuer":"board","addressee":"police","title":"T","text":"T","criteria":["C"]}
      answerAction         | liaison, hidden         | POST /ashgrove/actions/B/answer | {"position":"needs_analysis","text":"We think about it.","due":"DATE"}
      agreeAction          | chair or member, hidden | POST /ashgrove/actions/B/agree | {"reason":"Fine"}
      issueAction          | chair or member         | POST /ashgrove/actions/A/issue | {"by_vote":true}
      answerAction         | liaison                 | POST /ashgrove/actions/A/answer | {"position":"needs_analysis","text":"We think about it.","due":"DATE"}
      answerAsAddressee    | liaison, hidden         | POST /ashgrove/actions/A/addressees/police/answer | {"position":"needs_analysis","text":"We think about it.","due":"DATE"}
      reportAsAddressee    | liaison, hidden         | POST /ashgrove/actions/A/addressees/police/report | {"text":"Done"}
      reviseAction         | member                  | PUT /ashgrove/actions/A | {"kind":"demand","issuer":"board","addressee":"police","title":"T","text":"T","criteria":["C"]}
      amendAction          | chair or member         | POST /ashgrove/actions/A/amend | {"title":"Action","reason":"No change","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      amendAction          | chair or member, hidden | POST /ashgrove/actions/B/amend | {"title":"Other","reason":"A draft","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      getActionVersion     | anyone                  | GET /ashgrove/actions/A/versions/1 |
      getActionVersion     | nobody finds            | GET /ashgrove/actions/B/versions/1 |
      supersedeAction      | chair or member         | POST /ashgrove/actions/A/supersede | {"by":"ACT-2026-999","reason":"Other","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      dismissAction        | chair or member         | POST /ashgrove/actions/A/not-applicable | {"ground":"preempted","reason":"Law","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      reassessAction       | chair or member         | POST /ashgrove/actions/A/reassess | {"status":"implemented","reason":"Seen","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      agreeAction          | chair or member         | POST /ashgrove/actions/A/agree | {"reason":"Fine"}
      insistAction         | chair or member         | POST /ashgrove/actions/A/insist | {"reason":"Once"}
      askExtension         | liaison                 | POST /ashgrove/actions/A/extension | {"reason":"We need longer"}
      askExtension         | liaison, hidden         | POST /ashgrove/actions/B/extension | {"reason":"We need longer"}
      grantExtension       | chair or member         | POST /ashgrove/actions/A/extension/grant | {"reason":"Granted"}
      refuseExtension      | chair or member         | POST /ashgrove/actions/A/extension/refuse | {"reason":"Refused"}
      getAgencyDesk        | liaison of any agency   | GET /ashgrove/desk/agency |
      addEvidence          | anyone                  | POST /ashgrove/actions/A/evidence | {"text":"I saw it"}
      addEvidence          | nobody knows            | POST /ashgrove/actions/B/evidence | {"text":"I saw it"}
      hideEvidence         | nobody in this table    | POST /ashgrove/actions/A/evidence/1/hide | {"ground":"M2"}
      setComplianceTest    | chair or member         | POST /ashgrove/actions/A/compliance/tests | {"method":"Draw fifty cases by lot."}
      assessCompliance     | chair or member         | POST /ashgrove/actions/A/compliance | {"level":"none","note":"Nothing yet"}
      assessCompliance     | chair or member, hidden | POST /ashgrove/actions/B/compliance | {"level":"none","note":"Nothing yet"}
      listObligations      | anyone                  | GET /ashgrove/obligations |
      endObligation        | chair or member, nothing | POST /ashgrove/obligations/99999/end | {"reason":"Repealed","by_vote":false}
      establishObligation  | chair or member         | POST /ashgrove/obligations | {"issuer":"board","addressee":"police","title":"Duty","text":"Text","criteria":["One"],"source":"Ordinance 12","every":"year","first_due":"2031-01-02","by_vote":true,"vote_hearing":99999,"vote_motion":1}
      beginAction          | liaison                 | POST /ashgrove/actions/A/begin |
      reportAction         | liaison                 | POST /ashgrove/actions/A/report | {"text":"Done","evidence":[]}
      verifyAction         | member                  | POST /ashgrove/actions/A/verify | {"verdict":"returned","marks":[]}
      closeAction          | chair or member         | POST /ashgrove/actions/A/close | {"reason":"Enough","by_vote":true}
      reopenAction         | chair or member         | POST /ashgrove/actions/A/reopen | {"reason":"Once more"}
      listPolicies         | anyone                  | GET /ashgrove/policies |
      proposePolicy        | council staff           | POST /ashgrove/policies | {"kind":"ordinance","owner":"council","title":"T"}
      getPortfolio         | anyone                  | GET /ashgrove/portfolio |
      getPolicy            | anyone                  | GET /ashgrove/policies/P |
      getRedline           | anyone                  | GET /ashgrove/policies/P/redline |
      writePolicyText      | council staff           | POST /ashgrove/policies/P/text | {"text":"Other words"}
      beginPolicyDrafting  | clerk or chair          | POST /ashgrove/policies/P/draft |
      openPolicyComment    | clerk or chair          | POST /ashgrove/policies/P/open-comment | {"closes_on":"2030-01-01"}
      beginPolicyRevision  | clerk or chair          | POST /ashgrove/policies/P/revise |
      pendPolicy           | clerk or chair          | POST /ashgrove/policies/P/pend | {}
      adoptPolicy          | clerk or chair          | POST /ashgrove/policies/P/adopt | {}
      setPolicySunset      | clerk or chair          | POST /ashgrove/policies/P/sunset | {"reason":"Because"}
      beginPolicyTraining  | clerk or chair          | POST /ashgrove/policies/P/train |
      practisePolicy       | clerk or chair          | POST /ashgrove/policies/P/practise |
      evaluatePolicy       | clerk or chair          | POST /ashgrove/policies/P/evaluate |
      repealPolicy         | clerk or chair          | POST /ashgrove/policies/P/repeal | {"reason":"Because"}
      preemptPolicy        | clerk or chair          | POST /ashgrove/policies/P/preempt | {"reason":"Because"}
      enjoinPolicy         | clerk or chair          | POST /ashgrove/policies/P/enjoin | {"reason":"Because"}
      writePolicyTheme     | clerk or chair          | POST /ashgrove/policies/P/themes | {"title":"T"}
      answerPolicyTheme    | clerk or chair          | POST /ashgrove/policies/P/themes/1/answer | {"disposition":"not","answer":"A"}
      measurePolicy        | liaison                 | POST /ashgrove/policies/P/figures | {"phase":"training","name":"N","value":"1","measured_on":"2026-01-01","source":"S"}
      recordPolicyFinding  | member                  | POST /ashgrove/policies/P/findings | {"body":"board","result":"works","text":"T","found_on":"2026-01-01"}
      logChallenge         | signed in               | POST /ashgrove/policies/P/challenges | {"kind":"budget","side":"other","name":"N","text":"T"}
      blockPolicy          | clerk or chair          | POST /ashgrove/policies/P/challenges/1/block | {"reason":"Because"}
      resolveChallenge     | clerk or chair          | POST /ashgrove/policies/Q/challenges/1/resolve | {"outcome":"unfounded","reason":"R"}
      submitPolicyTestimony | anyone                  | POST /ashgrove/policies/P/testimony | {"text":"Words"}
      listPolicyTestimony  | anyone                  | GET /ashgrove/policies/P/testimony |
      withdrawPolicy       | clerk or chair          | POST /ashgrove/policies/Q/withdraw | {"reason":"Because"}
      rejectPolicy         | clerk or chair          | POST /ashgrove/policies/Q/reject | {"reason":"Because"}
      listEfforts          | anyone                  | GET /ashgrove/efforts |
      getEffort            | anyone                  | GET /ashgrove/efforts/E |
      planEffort           | council staff           | POST /ashgrove/efforts | {"kind":"process","body":"council","area":"AREA","title":"T","text":"T"}
      beginEffort          | council staff           | POST /ashgrove/efforts/E/begin |
      finishEffort         | council staff           | POST /ashgrove/efforts/E/finish | {"outcome":"partly","result":"R"}
      dropEffort           | council staff           | POST /ashgrove/efforts/E/drop | {"reason":"R"}
      listCases            | anyone                  | GET /ashgrove/cases |
      getCase              | its author only         | GET /ashgrove/cases/K |
      beginCase            | council staff           | POST /ashgrove/cases | {"body":"council","policy":"POLICY"}
      argueCase            | author, hidden          | POST /ashgrove/cases/K/argue | {"title":"T","argument":"A"}
      addCaseItem          | author, hidden          | POST /ashgrove/cases/K/items | {"kind":"peer","title":"T","text":"T","url":"https://other.example/"}
      moveCaseItem         | author, hidden          | POST /ashgrove/cases/K/items/1/move | {"up":true}
      publishCase          | author, hidden          | POST /ashgrove/cases/K/publish |
      retractCase          | author, hidden          | POST /ashgrove/cases/K/retract | {"reason":"R"}
      removeCaseItem       | author, hidden          | POST /ashgrove/cases/K/items/2/remove |
      reportTestimony      | anyone                  | POST /ashgrove/testimony/REPORTABLE/reports | {"ground":"m4"}
      reportTestimony      | nobody knows            | POST /ashgrove/testimony/CONFIDENTIAL/reports | {"ground":"m4"}
      disputeAttribution   | anyone                  | POST /ashgrove/testimony/TESTIMONY/disputes | {}
      disputeAttribution   | nobody knows            | POST /ashgrove/testimony/CONFIDENTIAL/disputes | {}
      getDispute           | nobody knows            | GET /ashgrove/disputes/MISSING |
      confirmDispute       | nobody knows            | POST /ashgrove/disputes/MISSING/confirm |
      holdTestimony        | moderator               | POST /ashgrove/testimony/TESTIMONY/hold | {"ground":"m4","reason":"Looks automatic"}
      getModerationHistory | anyone                  | GET /ashgrove/testimony/TESTIMONY/moderation |
      getOwnModeration     | anyone                  | GET /ashgrove/receipts/RECEIPT/moderation |
      appealModeration     | anyone                  | POST /ashgrove/receipts/RECEIPT/appeal | {"text":"Why?"}
      listHeld             | moderator               | GET /ashgrove/moderation |
      releaseHeld          | moderator               | POST /ashgrove/moderation | {"items":[{"testimony":"HELD","version":99}]}
      listHeldAlike        | moderator               | GET /ashgrove/moderation-alike |
      decideHeldAlike      | moderator               | POST /ashgrove/moderation-alike | {"decision":"release","items":[{"testimony":"HELD","version":99}]}
      getModerationCase    | moderator or appeals    | GET /ashgrove/moderation/HELD |
      listReports          | moderator or appeals    | GET /ashgrove/moderation/HELD/reports |
      claimCase            | moderator               | POST /ashgrove/moderation/HELD/claim |
      leaveCase            | moderator               | POST /ashgrove/moderation/HELD/leave |
      noteCase             | moderator               | POST /ashgrove/moderation/HELD/note | {"note":"A note"}
      releaseTestimony     | moderator               | POST /ashgrove/moderation/HELD/release | {"version":99}
      redactTestimony      | moderator               | POST /ashgrove/moderation/HELD/redact | {"version":99,"ground":"m2","reason":"A telephone number","passages":["Words"]}
      proposeHiding        | moderator               | POST /ashgrove/moderation/HELD/hide | {"version":99,"ground":"m1","reason":"A threat"}
      confirmHiding        | moderator               | POST /ashgrove/moderation/HELD/confirm | {"version":99}
      declineHiding        | moderator               | POST /ashgrove/moderation/HELD/decline | {"version":99}
      moveTestimony        | moderator               | POST /ashgrove/moderation/HELD/move | {"version":99,"reason":"Elsewhere","area":"AREA"}
      listAppeals          | moderator or appeals    | GET /ashgrove/moderation-appeals |
      decideAppeal         | moderator or appeals    | POST /ashgrove/moderation/HELD/appeal | {"granted":true,"reason":"It was wrong"}
      getModerationReport  | anyone                  | GET /ashgrove/moderation-report |
      listRemovals         | moderator               | GET /ashgrove/removals |
      requestRemoval       | anyone                  | POST /ashgrove/removals | {"spot":"The front page","what":"My telephone number"}
      getRemoval           | nobody knows            | GET /ashgrove/removals/own/MISSING |
      decideRemoval        | moderator, missing      | POST /ashgrove/removals/999999/decide | {"outcome":"removed"}
      getPuzzle            | anyone                  | GET /ashgrove/puzzle |
      listBulkKeys         | admin                   | GET /ashgrove/bulk-keys |
      issueBulkKey         | admin                   | POST /ashgrove/bulk-keys | {"organisation":"Riders Union N","attestation":"All are members"}
      revokeBulkKey        | admin, nothing there    | POST /ashgrove/bulk-keys/GRANT/revoke |
      signOut              | signed in               | POST /sign-out |
      """;

  private record Line(String operation, String expected, String method, String path, String body) {
    static Line of(String text) {
      var parts = text.split("\\|", 4);
      var request = parts[2].strip().split(" ");
      var rule = RULES.get(parts[1].strip());
      if (rule == null) throw new IllegalArgumentException(text);
      return new Line(parts[0].strip(), rule, request[0], request[1], parts[3].strip());
    }
  }

  private static final List<Line> LINES = TABLE.lines().map(Line::of).toList();

  private Hall hall;
  private Town town;
  private final Map<Character, Person> callers = new java.util.LinkedHashMap<>();
  private final Map<String, String> names = new java.util.LinkedHashMap<>();

  @BeforeAll
  void everybodyAndEverything() {
    hall = Hall.open();
    town = new Town(hall);
    town.ada.asks("bodies", Map.of("slug", "fire", "name", "Fire Department", "kind", "agency")).expect(201);
    var will = town.person("ashgrove", "Will");
    var xena = town.person("ashgrove", "Xena");
    var yuri = town.person("ashgrove", "Yuri");
    town.grant(will, "clerk", null);
    town.grant(xena, "member", "safety");
    town.grant(yuri, "liaison", "fire");
    for (var person : List.of(will, xena, yuri)) person.signsIn();
    var all = List.of(town.stranger(), town.bayo, town.ines, will, town.noor, town.abel, town.ruth, xena, town.lena, yuri, town.ada, town.orla, town.iris, town.zoe);
    for (int i = 0; i < COLUMNS.length(); i++) callers.put(COLUMNS.charAt(i), all.get(i));
    things();
  }

  private void things() {
    var soon = Instant.now().plus(Duration.ofDays(2)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    var noticed = town.ines.drafts(town.ines.draft("council", "Noticed", Instant.now().plus(Duration.ofDays(9)), "Item"));
    town.ines.notices(noticed);
    var cancelled = town.ines.announces("Cancelled", "Item");
    town.ines.asks("hearings/" + cancelled + "/cancel", Map.of("reason", "From the beginning")).expect(200);
    var draft = town.ines.drafts(town.ines.draft("council", "Draft", soon, "Item"));
    var receipt = town.bayo.testifies("hearings/" + noticed, "Words", "name", "Bayo");
    var confidential = town.bayo.testifies("hearings/" + noticed, "Words", "privacy", "confidential");
    var areas = town.bayo.reads("areas");
    names.put("REPORTABLE", town.bayo.testifies("hearings/" + noticed, "Reported words").text("/number"));
    names.put("HELD", town.bayo.testifies("hearings/" + noticed, "Held words").text("/number"));
    town.iris.asks("testimony/" + names.get("HELD") + "/hold", Map.of("ground", "m2", "reason", "A telephone number")).expect(200);
    names.put("GRANT", UUID.randomUUID().toString());
    names.put("AREA", areas.text("/items/0/slug"));
    names.put("OTHER", areas.text("/items/1/slug"));
    names.put("SLOT", town.stranger().asks("hearings/" + noticed + "/slots", Map.of()).expect(201).text("/secret"));
    names.put("TESTIMONY", receipt.text("/number"));
    names.put("CONFIDENTIAL", confidential.text("/number"));
    names.put("RECEIPT", receipt.text("/secret"));
    names.put("MISSING", "m".repeat(32));
    names.put("SOON", soon.toString());
    names.put("DATE", LocalDate.now().plusDays(60).toString());
    names.put("hearings/F", "hearings/" + noticed);
    names.put("hearings/D", "hearings/" + draft);
    names.put("hearings/C", "hearings/" + cancelled);
    names.put("hearings/V", "hearings/" + voted());
    names.put("policies/P", policy());
    names.put("POLICY", names.get("policies/P").replace("policies/", ""));
    names.put("efforts/E", "efforts/" + town.ines.asks("efforts", Map.of("kind", "statement", "body", "council", "area", names.get("AREA"), "title", "T", "text", "T")).expect(201).text("/number"));
    names.put("cases/K", "cases/" + town.ines.asks("cases", Map.of("body", "council", "policy", names.get("POLICY"))).expect(201).text("/number"));
    for (int i = 0; i < 2; i++) town.ines.asks(names.get("cases/K") + "/items", Map.of("kind", "peer", "title", "T", "text", "T", "url", "https://other.example/")).expect(201);
    names.put("policies/Q", policy());
    names.put("CRITERION", areas.text("/items/2/content/criteria/0/id"));
    names.put("WORN", worksheet(areas.text("/items/2/slug"), null));
    names.put("ASKED", worksheet(areas.text("/items/3/slug"), "police"));
    names.put("actions/A", "actions/" + action(true));
    names.put("actions/B", "actions/" + action(false));
  }

  /** A hearing with a motion on its open item. */
  private long voted() {
    var hearing = town.ines.announces("Voted", Map.of("title", "Item", "comment_mode", "none"));
    var member = town.ines.asks("bodies/council/members", Map.of("name", "Mover")).expect(201).text("/id");
    town.ines.asks("hearings/" + hearing + "/start", Map.of("present", 1)).expect(200);
    var everybody = new ArrayList<Map<String, String>>();
    for (var name : List.of("Second", "Third", "Fourth")) everybody.add(Map.of("member", town.ines.asks("bodies/council/members", Map.of("name", name)).expect(201).text("/id"), "mark", "present"));
    everybody.add(Map.of("member", member, "mark", "present"));
    town.ines.asks("hearings/" + hearing + "/roll", Map.of("marks", everybody)).expect(200);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/items/1/motions", Map.of("text", "To adopt", "threshold", "majority", "mover", member)).expect(201);
    return hearing;
  }

  /** An idea of the council that the police would practise, with a text and a challenge. */
  private String policy() {
    var policy = "policies/" + town.ines.asks("policies", Map.of("kind", "ordinance", "owner", "council", "implementer", "police", "title", "Policy", "text", "Words")).expect(201).text("/number");
    town.bayo.asks(policy + "/challenges", Map.of("kind", "budget", "side", "resident", "name", "Bayo", "text", "Who pays?")).expect(201);
    return policy;
  }

  /** An area whose worksheet is with the agency, or without one published and at work again. */
  private String worksheet(String area, String agency) {
    var sheet = "areas/" + area + "/worksheet";
    town.ruth.asks(sheet, agency == null ? Map.of("body", "board") : Map.of("body", "board", "agency", agency)).expect(201);
    town.ruth.asks(sheet + "/1/submit").expect(200);
    town.mara.asks(sheet + "/1/pass").expect(200);
    if (agency != null) return area;
    town.abel.asks(sheet + "/1/publish").expect(200);
    town.bayo.asks(sheet + "/1/challenges", Map.of("criterion", town.bayo.reads(sheet).text("/lines/0/criterion"), "text", "It says otherwise.", "url", "https://city.example/manual")).expect(201);
    town.ruth.asks(sheet, Map.of("body", "board")).expect(201);
    return area;
  }

  private String action(boolean issued) {
    var number = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "Action", "text", "Text", "criteria", List.of("One"))).expect(201).text("/number");
    if (issued) town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  private String named(String text, int n) {
    var whole = text.replace("-N", "-" + n);
    for (var name : names.entrySet()) whole = whole.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
    return whole;
  }

  private Answer asks(Person who, Line line, int n, String... headers) {
    var all = new ArrayList<>(List.of("Idempotency-Key", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    return who.api(line.method, named(line.path, n), line.body.isEmpty() ? null : named(line.body, n), all.toArray(String[]::new));
  }

  @Test
  void everyOperationStandsInTheTable() throws Exception {
    JsonNode contract;
    try (var file = AccessTest.class.getResourceAsStream("/openapi.yaml")) {
      contract = new YAMLMapper().readTree(file);
    }
    var promised = new TreeSet<>(contract.get("paths").findValuesAsText("operationId"));
    assertThat(new TreeSet<>(LINES.stream().map(Line::operation).toList())).isEqualTo(promised);
  }

  @Test
  void everyOperationAdmitsWhomItShould() {
    var wrong = new ArrayList<String>();
    int n = 0;
    for (var line : LINES) {
      for (int column = 0; column < COLUMNS.length(); column++) {
        var answer = asks(callers.get(COLUMNS.charAt(column)), line, n++);
        if (outcome(answer) != line.expected.charAt(column)) {
          wrong.add(line.operation + " " + line.method + " " + line.path + " as " + COLUMNS.charAt(column) + ": expected " + line.expected.charAt(column) + ", got " + answer);
        }
        if (answer.status() == 404) looksMissing(answer);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static char outcome(Answer answer) {
    return switch (answer.status()) {
      case 200, 201, 202, 204, 409, 422 -> '.';
      case 401 -> '1';
      case 403 -> '3';
      case 404 -> '4';
      default -> '?';
    };
  }

  /** What is hidden says no more than what is not there. */
  private static void looksMissing(Answer answer) {
    assertThat(answer.problem()).isEqualTo("missing");
    assertThat(answer.json().fieldNames()).toIterable().containsExactlyInAnyOrder("type", "title", "status", "detail", "instance");
  }

  @Test
  void hiddenAndMissingAreTheSameWordForWord() {
    var pairs = Map.of("hearings/D", "hearings/99999", "actions/B", "actions/ACT-2026-999", "testimony/CONFIDENTIAL", "testimony/T-2026-999999");
    for (var pair : pairs.entrySet()) {
      for (var who : List.of(town.bayo, town.noor, town.lena, town.ada)) {
        assertThat(told(who.reads(named(pair.getKey(), 0)))).isEqualTo(told(who.reads(pair.getValue())));
      }
    }
  }

  private static String told(Answer answer) {
    return answer.status() + answer.text().replaceAll("urn:request:[^\"]*", "") + Json.text(answer.headers().map().keySet());
  }

  @Test
  void noOperationTakesABadToken() {
    var session = UUID.randomUUID().toString();
    var expired = Forge.signed(Forge.HEADER, Forge.claims(UUID.randomUUID().toString(), session, -120));
    var forged = Forge.signedByAnother(Forge.HEADER, Forge.claims(UUID.randomUUID().toString(), session, 300));
    int n = 10_000;
    for (var line : LINES) {
      for (var token : List.of(expired, forged)) {
        assertThat(asks(town.stranger(), line, n++, "Authorization", "Bearer " + token).status()).as("%s with a bad token", line.operation).isEqualTo(401);
      }
    }
  }

  @Test
  void pages() {
    var sees = Map.of('S', town.stranger(), 'R', at("Bayo"), 'K', at("Ines"), 'O', at("Noor"), 'C', at("Abel"), 'M', at("Ruth"), 'A', at("Ada"), 'D', at("Iris"));
    for (var line : """
        /                                   | SRKOCMAD
        /ashgrove                           | SRKOCMAD
        /ashgrove/hearings                  | SRKOCMAD
        /ashgrove/hearings/F                | SRKOCMAD
        /ashgrove/hearings/F/testify        | SRKOCMAD
        /ashgrove/hearings/F/room           | SRKOCMAD
        /ashgrove/areas/AREA                | SRKOCMAD
        /ashgrove/actions/A                 | SRKOCMAD
        /ashgrove/areas/AREA/history        | SRKOCMAD
        /ashgrove/areas/AREA/sections/criteria | A
        /ashgrove/areas/AREA/switch         | A
        /ashgrove/catalogue                 | A
        /ashgrove/areas/WORN/worksheet      | SRKOCMAD
        /ashgrove/areas/WORN/worksheet/1    | SRKOCMAD
        /ashgrove/areas/WORN/compare        | SRKOCMAD
        /ashgrove/compare                   | SRKOCMAD
        /ashgrove/areas/WORN/worksheet/2    | CM
        /ashgrove/areas/WORN/worksheet/2/answer?criterion=CRITERION | M
        /ashgrove/areas/WORN/worksheet/1/challenge | SRKOCMAD
        /ashgrove/areas/WORN/next?criterion=CRITERION | SRKOCMAD
        /ashgrove/record                    | SRKOCMAD
        /ashgrove/desk                      | RKOCMAD
        /ashgrove/hearings/new              | KO
        /ashgrove/hearings/work             | KO
        /ashgrove/hearings/F/reschedule     | K
        /ashgrove/hearings/D/reschedule     | K
        /ashgrove/hearings/F/continue       | C
        /ashgrove/hearings/F/amend          | K
        /ashgrove/hearings/F/agenda/1       | SRKOCMAD
        /ashgrove/hearings/F/certificate    | SRKOCMAD
        /ashgrove/hearings/D/certificate    | KC
        /ashgrove/clocks                    | SRKOCMAD
        /ashgrove/hearings/F/copy           | K
        /ashgrove/hearings/D/copy           | K
        /ashgrove/follow                    | SRKOCMAD
        /ashgrove/hearings/F/edit           | K
        /ashgrove/hearings/F/console        | KC
        /ashgrove/hearings/F/desk           | KC
        /ashgrove/hearings/F/minutes        | SRKOCMAD
        /ashgrove/hearings/F/promise        | K
        /ashgrove/hearings/D/minutes        | KC
        /ashgrove/hearings/D/desk           | KC
        /ashgrove/hearings/F/votes          | SRKOCMAD
        /ashgrove/hearings/D/votes          | KC
        /ashgrove/hearings/F/items/1/votes  | SRKOCMAD
        /ashgrove/bodies/council/members    | SRKOCMAD
        /ashgrove/hearings/D                | KC
        /ashgrove/hearings/D/edit           | K
        /ashgrove/hearings/D/console        | KC
        /ashgrove/hearings/F/console/slots/1 | KC
        /ashgrove/hearings/F/line-rules     | K
        /ashgrove/hearings/F/speak          | SRKOCMAD
        /ashgrove/hearings/F/sign-up-sheet  | SRKOCMAD
        /ashgrove/hearings/D/sign-up-sheet  | KC
        /ashgrove/place-in-line             | SRKOCMAD
        /ashgrove/hearings/F/accommodation  | SRKOCMAD
        /ashgrove/hearings/F/accommodations | K
        /ashgrove/hearings/D/testify        | KC
        /ashgrove/actions/new               | M
        /ashgrove/actions/B                 | CM
        /ashgrove/offices                   | A
        /ashgrove/bulk-keys                 | A
        /ashgrove/moderation                | D
        /ashgrove/moderation/HELD           | D
        /ashgrove/moderation-appeals        | D
        /ashgrove/removals                  | D
        /ashgrove/moderation-report         | SRKOCMAD
        /ashgrove/removal                   | SRKOCMAD
        /ashgrove/testimony/REPORTABLE/report | SRKOCMAD
        /ashgrove/testimony/REPORTABLE/hold | D
        /ashgrove/region/moderation-summary/moderation | D
        /ashgrove/region/console/hearings/F/queue | KC
        """.lines().toList()) {
      var path = named(line.split("\\|")[0].strip(), 0);
      var admitted = line.split("\\|")[1].strip();
      sees.forEach((who, person) -> {
        var status = person.page(path).status();
        if (admitted.indexOf(who) >= 0) assertThat(status).as("%s as %s", path, who).isEqualTo(200);
        else if (who == 'S') assertThat(status).as("%s as %s", path, who).isIn(401, 404);
        else assertThat(status).as("%s as %s", path, who).isIn(403, 404);
      });
    }
  }

  private Person at(String name) {
    var person = town.person("ashgrove", name);
    person.signsInAtThePage();
    return person;
  }
}
