package dev.mcpgateway.server.usage;

import dev.mcpgateway.server.domain.CompanionFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The usage of keys, the state of alerts and what is still to be said of them in a file: a line that says what it is, then gzip, whose checksum finds what is
 * damaged. What cannot be read is as good as not there: a gateway does not refuse to serve because it has forgotten how much
 * it has served.
 */
public final class UsageFile {
    private static final Logger LOG = System.getLogger(UsageFile.class.getName());
    private static final byte[] HEADER = "mcp-gateway-usage 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final CompanionFile file;
    private final UsageMeter meter;
    private final AlertStates alerts;
    private final UndeliveredReports undelivered;
    private boolean hasFailed;

    public UsageFile(CompanionFile file, UsageRecords records) {
        this.file = file;
        this.meter = records.meter();
        this.alerts = records.alerts();
        this.undelivered = records.undelivered();
    }

    /** Takes over what the file has, if it can be read. */
    public void load() {
        try {
            Optional<InputStream> content = file.read();
            if (content.isPresent()) {
                try (InputStream in = content.get()) {
                    read(new BufferedInputStream(in, BUFFER));
                }
            }
        } catch (IOException | ArithmeticException damaged) {
            LOG.log(Level.WARNING, file + " cannot be read: the counting of usage begins anew", damaged);
        }
    }

    /** Writes what has changed since the last time; a failure is logged, and made up for by the next call. */
    synchronized void save() {
        if (!meter.isChanged() && !alerts.isChanged() && !undelivered.isChanged()) {
            return;
        }
        try {
            file.replace(this::write);
            if (hasFailed) {
                LOG.log(Level.INFO, file + " is written again");
            }
            hasFailed = false;
        } catch (IOException failure) {
            meter.changed();
            alerts.changed();
            undelivered.changed();
            if (!hasFailed) {
                LOG.log(Level.WARNING, file + " could not be written: it is tried again every minute", failure);
            }
            hasFailed = true;
        }
    }

    private void write(OutputStream file) throws IOException {
        file.write(HEADER);
        GZIPOutputStream packed = new FastGzip(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
        meter.writeTo(out);
        alerts.writeTo(out);
        undelivered.writeTo(out);
        out.flush();
        packed.finish();
    }

    private void read(InputStream file) throws IOException {
        if (!Arrays.equals(file.readNBytes(HEADER.length), HEADER)) {
            throw new IOException("it does not begin as a file of usage does");
        }
        PushbackInputStream content =
                new PushbackInputStream(new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER));
        DataInputStream in = new DataInputStream(content);
        UsageMeter.Read usage = meter.read(in);
        Map<String, AlertState> states = AlertStates.readFrom(in);
        // Files of before there were such reports end here.
        int next = content.read();
        List<UndeliveredReport> reports = List.of();
        if (next >= 0) {
            content.unread(next);
            reports = UndeliveredReports.readFrom(in);
        }
        // The checksum is looked at where the content ends, and what it does not fit is not taken over.
        if (in.read() >= 0) {
            throw new IOException("it goes on where it should end");
        }
        meter.take(usage);
        alerts.putAll(states);
        reports.forEach(undelivered::add);
    }

    /** It is written once a minute: the time counts for more than the size. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
