/*
 * Leads connections to the OSD elsewhere: from port OSD_PORT of IPv4 to port INSTEAD_PORT.  Java's own sockets are IPv6 sockets
 * also where they reach an IPv4 address, so that they come through.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

typedef int (*connect_function)(int, const struct sockaddr *, socklen_t);

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    connect_function connect_by_c = (connect_function)dlsym(RTLD_NEXT, "connect");
    const char *osd = getenv("OSD_PORT");
    const char *instead = getenv("INSTEAD_PORT");
    if (osd && instead && address->sa_family == AF_INET) {
        struct sockaddr_in changed = *(const struct sockaddr_in *)address;
        if (ntohs(changed.sin_port) == atoi(osd)) {
            changed.sin_port = htons(atoi(instead));
            return connect_by_c(socket, (struct sockaddr *)&changed, sizeof changed);
        }
    }
    return connect_by_c(socket, address, length);
}
