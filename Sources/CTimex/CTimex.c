#include "CTimex.h"

#ifdef __linux__
#include <string.h>
#include <sys/timex.h>

int yiti_clock_is_synchronised(void) {
    struct timex state;
    memset(&state, 0, sizeof state);
    int outcome = adjtimex(&state);
    return outcome != -1 && outcome != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}
#else
int yiti_clock_is_synchronised(void) { return 0; }
#endif
