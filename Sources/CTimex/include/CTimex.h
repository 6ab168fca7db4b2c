#ifndef YITI_CTIMEX_H
#define YITI_CTIMEX_H

/// 1 when the kernel says that the system's clock is synchronised (adjtimex(2)), else 0.
int yiti_clock_is_synchronised(void);

#endif
