package org.lectern.store.files;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.lectern.core.Problem;

/** Documents lose who made them, with what and when, what is packed into them, and whatever would run when they are opened. */
final class Pdfs {
  private Pdfs() {}

  /** Wherever in the document one of these stands, it goes: descriptions, private data of programs, actions, and files inside. */
  private static final COSName[] GONE = {
    COSName.METADATA, COSName.getPDFName("PieceInfo"), COSName.getPDFName("LastModified"), COSName.AA, COSName.OPEN_ACTION, COSName.JAVA_SCRIPT, COSName.JS,
    COSName.EMBEDDED_FILES, COSName.EF, COSName.AF, COSName.getPDFName("Collection"), COSName.getPDFName("XFA"), COSName.getPDFName("RichMedia")
  };

  static void copy(Path from, Path to) throws IOException {
    try (var document = Loader.loadPDF(from.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
      if (document.isEncrypted()) throw Problem.invalid("/files", "file_locked");
      if (document.getNumberOfPages() < 1) throw FileKind.unreadable();
      clean(document);
      document.setDocumentInformation(new PDDocumentInformation());
      document.getDocumentCatalog().setMetadata(null);
      document.getDocument().getTrailer().removeItem(COSName.ID);
      // Written anew from its objects: earlier versions that were saved into the file are not.
      document.save(to.toFile());
    } catch (org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException locked) {
      throw Problem.invalid("/files", "file_locked");
    }
  }

  private static void clean(PDDocument document) throws IOException {
    var objects = document.getDocument();
    for (var key : java.util.List.copyOf(objects.getXrefTable().keySet())) {
      COSObject object = objects.getObjectFromPool(key);
      strip(object == null ? null : object.getObject(), 0);
    }
    strip(document.getDocumentCatalog().getCOSObject(), 0);
  }

  /** Objects within objects; what they refer to is an object of its own and has its own turn. */
  private static void strip(COSBase object, int depth) {
    if (depth > 50) return;
    if (object instanceof COSDictionary dictionary) {
      for (var name : GONE) dictionary.removeItem(name);
      var names = java.util.Set.copyOf(dictionary.keySet());
      for (var name : names) {
        var value = dictionary.getItem(name);
        if (!(value instanceof COSObject)) strip(value, depth + 1);
      }
    } else if (object instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) if (!(array.get(i) instanceof COSObject)) strip(array.get(i), depth + 1);
    }
  }
}
