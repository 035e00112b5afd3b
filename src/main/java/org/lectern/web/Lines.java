package org.lectern.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lectern.core.Json;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.ItemKind;

/**
 * An agenda as pasted lines: one item a line, perhaps a number before it and signs behind it. {@code [closed]},
 * {@code [consent]}, {@code [action]} say the kind, {@code [no comment]} that the public does not speak to it, {@code 15 min} how long.
 */
final class Lines {
  private Lines() {}

  private static final Pattern LINE = Pattern.compile("^(?:([A-Z]?[0-9][0-9A-Za-z.()-]{0,20}?)[.):]?\\s+)?(.+?)((?:\\s*\\[[a-z ]+])*)(?:\\s*\\(?([0-9]{1,4}) min\\)?)?((?:\\s*\\[[a-z ]+])*)$");

  static ArrayNode items(String pasted) {
    var items = Json.MAPPER.createArrayNode();
    pasted.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(201).forEach(line -> {
      var item = items.addObject();
      var parts = LINE.matcher(line);
      if (!parts.matches()) {
        item.put("title", line);
        return;
      }
      var signs = parts.group(3) + parts.group(5);
      if (parts.group(1) != null) item.put("number", parts.group(1));
      item.put("title", parts.group(2));
      if (parts.group(4) != null) item.put("minutes", Integer.parseInt(parts.group(4)));
      for (var kind : ItemKind.values()) if (signs.contains("[" + word(kind) + "]")) item.put("kind", kind.name().toLowerCase(Locale.ROOT));
      if (!item.has("kind") && parts.group(2).toLowerCase(Locale.ROOT).contains("public comment")) item.put("kind", "public_comment");
      if (signs.contains("[no comment]")) item.put("comment_mode", "none");
    });
    return items;
  }

  static String of(AgendaItem item) {
    var line = new StringBuilder(item.number()).append(". ").append(item.title());
    if (item.kind() != ItemKind.DISCUSSION) line.append(" [").append(word(item.kind())).append(']');
    if (item.commentMode() == CommentMode.NONE && item.kind() != ItemKind.CLOSED) line.append(" [no comment]");
    if (item.minutes() != null) line.append(" (").append(item.minutes()).append(" min)");
    return line.toString();
  }

  private static String word(ItemKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
