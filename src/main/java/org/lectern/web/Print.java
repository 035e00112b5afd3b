package org.lectern.web;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.lectern.core.Problem;

/**
 * Pages as tagged PDF (PDF/UA: title, language, headings, lists and tables as such, fonts inside). Made on one thread of its
 * own, so that paper never keeps a hearing waiting; whoever comes when eight are waiting is told to come back.
 */
final class Print {

  private static final int WAITING = 8;
  private static final long SECONDS = 20;
  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

  private final WorkerExecutor press;
  private final AtomicInteger waiting = new AtomicInteger();

  Print(Vertx vertx) {
    XRLog.setLoggingEnabled(false);
    press = vertx.createSharedWorkerExecutor("print", 1, 60, TimeUnit.SECONDS);
  }

  /** @param xhtml well-formed, from {@code tags/print.jte} */
  Future<Buffer> pdf(String xhtml) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Problem.later(503, "print_busy", 10));
    }
    return press.executeBlocking(() -> render(xhtml), false)
        .onComplete(done -> waiting.decrementAndGet())
        .timeout(SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(failure instanceof TimeoutException ? Problem.later(503, "print_busy", 30) : failure));
  }

  private static Buffer render(String xhtml) throws IOException {
    var out = new ByteArrayOutputStream();
    var builder = new PdfRendererBuilder()
        .usePdfUaAccessibility(true)
        .usePdfVersion(1.7f)
        .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
        .useUnicodeBidiReorderer(new ICUBidiReorderer())
        .useFont(() -> font("DejaVuSansCondensed.ttf"), "Paper", 400, FontStyle.NORMAL, true)
        .useFont(() -> font("DejaVuSansCondensed-Bold.ttf"), "Paper", 700, FontStyle.NORMAL, true)
        .useFont(() -> font("DejaVuSansCondensed-Oblique.ttf"), "Paper", 400, FontStyle.ITALIC, true)
        // Nothing is fetched for a page, from nowhere.
        .useExternalResourceAccessControl((uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
        .withHtmlContent(xhtml, null)
        .toStream(out);
    builder.run();
    return Buffer.buffer(out.toByteArray());
  }

  private static InputStream font(String name) {
    return Print.class.getResourceAsStream(FONTS + name);
  }

  static void send(RoutingContext context, Buffer pdf, String name) {
    context.response().putHeader("Content-Type", "application/pdf").putHeader("Cache-Control", "no-store")
        .putHeader("Content-Disposition", "inline; filename=\"" + name + ".pdf\"").end(pdf);
  }
}
