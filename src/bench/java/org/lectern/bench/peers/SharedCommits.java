package org.lectern.bench.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.lectern.store.Migrations;

/** A thread with one connection: what arrives while a commit is under way shares the next one. */
final class SharedCommits {

  private static final int MOST = 1_000;

  private record Waiting(String body, Runnable committed) {}

  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Connection connection;
  private final Executor back;

  SharedCommits(String url, Executor back) throws SQLException {
    this.back = back;
    connection = Migrations.dataSource(url).getConnection();
    connection.setAutoCommit(false);
    var thread = new Thread(this::work, "commits");
    thread.setDaemon(true);
    thread.start();
  }

  void add(String body, Runnable committed) {
    queue.add(new Waiting(body, committed));
  }

  private void work() {
    try (var insert = connection.prepareStatement("INSERT INTO bench_post (body) SELECT unnest(?::text[])")) {
      while (true) {
        var batch = next();
        insert.setArray(1, connection.createArrayOf("text", batch.stream().map(Waiting::body).toArray()));
        insert.execute();
        connection.commit();
        back.execute(() -> batch.forEach(post -> post.committed.run()));
      }
    } catch (SQLException | InterruptedException failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private List<Waiting> next() throws InterruptedException {
    var batch = new ArrayList<Waiting>();
    batch.add(queue.take());
    queue.drainTo(batch, MOST - 1);
    return batch;
  }
}
