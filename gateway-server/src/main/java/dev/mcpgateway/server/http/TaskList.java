package dev.mcpgateway.server.http;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their coming; adding and removing cost the same however many there are. Guarded by its
 * owner's lock.
 */
final class TaskList {
    private @Nullable ConnectionTask first;
    private @Nullable ConnectionTask last;
    private int size;

    void add(ConnectionTask task) {
        task.list = this;
        task.previous = last;
        task.next = null;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
        size++;
    }

    void remove(ConnectionTask task) {
        if (task.list != this) {
            return;
        }
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.list = null;
        task.previous = null;
        task.next = null;
        size--;
    }

    @Nullable
    ConnectionTask first() {
        return first;
    }

    int size() {
        return size;
    }

    void forEach(Consumer<ConnectionTask> action) {
        for (ConnectionTask task = first; task != null; task = task.next) {
            action.accept(task);
        }
    }
}
