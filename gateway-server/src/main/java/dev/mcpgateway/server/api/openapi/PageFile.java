package dev.mcpgateway.server.api.openapi;

import dev.mcpgateway.server.http.Bytes;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a page, stored gzipped in the jar and sent so to whoever takes it. It is read anew for each answer: these are large,
 * and asked for seldom, as a browser keeps them.
 */
final class PageFile {
    private static final int TAG_BYTES = 16;

    private final String name;
    private final String contentType;
    private volatile @Nullable String hash;

    PageFile(String name, String contentType) {
        this.name = name;
        this.contentType = contentType;
    }

    /** The file, or 304 where the client has this very form of it (RFC 9110, section 13.1.2). */
    Response answer(Request request) {
        boolean gzipped = acceptsGzip(request.headers("Accept-Encoding"));
        String tag = '"' + hash() + (gzipped ? "-gzip\"" : "\"");
        Response answer;
        if (names(request.headers("If-None-Match"), tag)) {
            answer = Empty.of(304);
        } else if (gzipped) {
            answer = Bytes.of(200, contentType, stored()).withHeader("Content-Encoding", "gzip");
        } else {
            answer = Bytes.of(200, contentType, unpacked(stored()));
        }
        // A browser asks each time whether its copy is current: after an update of the gateway it is not.
        return answer.withHeader("ETag", tag)
                .withHeader("Cache-Control", "no-cache")
                .withHeader("Vary", "Accept-Encoding");
    }

    private byte[] stored() {
        try (InputStream file = PageFile.class.getResourceAsStream("pages/" + name + ".gz")) {
            if (file == null) {
                throw new IllegalStateException("this build lacks the page file " + name);
            }
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] unpacked(byte[] gzip) {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return plain.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String hash() {
        String known = hash;
        if (known == null) {
            known = HexFormat.of().formatHex(sha256(stored()), 0, TAG_BYTES);
            hash = known;
        }
        return known;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether {@code gzip} is named, and not with the weight of zero that forbids it (RFC 9110, section 12.5.3). */
    private static boolean acceptsGzip(List<String> lines) {
        for (String coding : String.join(",", lines).toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split("\\s*;\\s*", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** Whether the tag is in the list, strong or weak. No tag of ours holds a comma. */
    private static boolean names(List<String> lines, String tag) {
        for (String item : String.join(",", lines).split(",", -1)) {
            String candidate = item.strip();
            if (candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
