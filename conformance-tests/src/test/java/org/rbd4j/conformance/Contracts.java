package org.rbd4j.conformance;

import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import org.junit.platform.commons.support.ReflectionSupport;

/** The contracts of this suite, found where {@link Contract} is: a new one takes part without being listed. */
public final class Contracts {
    private static final String SUFFIX = Contract.class.getSimpleName();

    private Contracts() {}

    /** All of them, in the order of their names. */
    public static List<Class<? extends Contract>> all() {
        return ReflectionSupport.streamAllClassesInPackage(
                        Contract.class.getPackageName(),
                        type -> Contract.class.isAssignableFrom(type)
                                && Modifier.isPublic(type.getModifiers())
                                && type != Contract.class,
                        name -> name.endsWith(SUFFIX))
                .<Class<? extends Contract>>map(type -> type.asSubclass(Contract.class))
                .sorted(Comparator.comparing(Class::getSimpleName))
                .toList();
    }

    /** The name of what a contract is about, as {@code Clones}. */
    public static String capabilityOf(Class<?> contract) {
        return contract.getSimpleName().replace(SUFFIX, "");
    }
}
