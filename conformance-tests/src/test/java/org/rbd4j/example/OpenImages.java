package org.rbd4j.example;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.Pool;

/** Knows every image that was opened through its pool, and which of them are open still. */
final class OpenImages {
    private final Pool pool;
    private final List<Image> opened = new ArrayList<>();

    OpenImages(Pool pool) {
        this.pool = pool;
    }

    /** The pool, watched. It opens images; as the pool of a clone it is refused. */
    Pool pool() {
        return (Pool) Proxy.newProxyInstance(Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, this::invoke);
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(pool, arguments);
            if (result instanceof Image image) {
                opened.add(image);
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    int everOpened() {
        return opened.size();
    }

    List<String> stillOpen() {
        return opened.stream().filter(OpenImages::isOpen).map(Image::name).toList();
    }

    private static boolean isOpen(Image image) {
        try {
            image.size();
            return true;
        } catch (HandleClosedException closed) {
            return false;
        }
    }
}
