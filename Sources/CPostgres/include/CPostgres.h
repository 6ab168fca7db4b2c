#ifndef YITI_CPOSTGRES_H
#define YITI_CPOSTGRES_H

// The part of libpq that Yiti calls, with prototypes of its own: the library is opened when it is first needed, so that whoever keeps
// everything in a file needs neither it nor its headers, to build or to run.

struct pg_conn;
struct pg_result;

typedef void (*yiti_pq_receiver)(void *_Nullable argument, const struct pg_result *_Nullable notice);

/// libpq's functions under their own names, without the "PQ".
typedef struct {
    struct pg_conn *_Nullable (*_Nonnull connectdbParams)(
        const char *_Nullable const *_Nonnull keywords, const char *_Nullable const *_Nonnull values, int expands);
    void (*_Nonnull finish)(struct pg_conn *_Nonnull);
    int (*_Nonnull status)(const struct pg_conn *_Nonnull);
    const char *_Nullable (*_Nonnull errorMessage)(const struct pg_conn *_Nonnull);
    const char *_Nullable (*_Nonnull host)(const struct pg_conn *_Nonnull);
    const char *_Nullable (*_Nonnull port)(const struct pg_conn *_Nonnull);
    const char *_Nullable (*_Nonnull db)(const struct pg_conn *_Nonnull);
    const char *_Nullable (*_Nonnull parameterStatus)(const struct pg_conn *_Nonnull, const char *_Nonnull name);
    int (*_Nonnull serverVersion)(const struct pg_conn *_Nonnull);
    int (*_Nonnull socket)(const struct pg_conn *_Nonnull);
    int (*_Nonnull setnonblocking)(struct pg_conn *_Nonnull, int);
    int (*_Nonnull flush)(struct pg_conn *_Nonnull);
    int (*_Nonnull consumeInput)(struct pg_conn *_Nonnull);
    int (*_Nonnull enterPipelineMode)(struct pg_conn *_Nonnull);
    int (*_Nonnull exitPipelineMode)(struct pg_conn *_Nonnull);
    int (*_Nonnull pipelineSync)(struct pg_conn *_Nonnull);
    int (*_Nonnull sendPrepare)(
        struct pg_conn *_Nonnull, const char *_Nonnull name, const char *_Nonnull text, int types,
        const unsigned int *_Nullable typeNumbers);
    int (*_Nonnull sendDescribePrepared)(struct pg_conn *_Nonnull, const char *_Nonnull name);
    int (*_Nonnull sendQueryPrepared)(
        struct pg_conn *_Nonnull, const char *_Nonnull name, int count, const char *_Nullable const *_Nullable values,
        const int *_Nullable lengths, const int *_Nullable formats, int resultFormat);
    struct pg_result *_Nullable (*_Nonnull exec)(struct pg_conn *_Nonnull, const char *_Nonnull text);
    struct pg_result *_Nullable (*_Nonnull getResult)(struct pg_conn *_Nonnull);
    int (*_Nonnull putCopyData)(struct pg_conn *_Nonnull, const char *_Nullable octets, int count);
    int (*_Nonnull putCopyEnd)(struct pg_conn *_Nonnull, const char *_Nullable reason);
    int (*_Nonnull getCopyData)(struct pg_conn *_Nonnull, char *_Nullable *_Nonnull row, int isAsynchronous);
    void (*_Nonnull freemem)(void *_Nullable);
    void (*_Nonnull clear)(struct pg_result *_Nullable);
    int (*_Nonnull resultStatus)(const struct pg_result *_Nullable);
    const char *_Nullable (*_Nonnull resultErrorField)(const struct pg_result *_Nonnull, int field);
    const char *_Nullable (*_Nonnull cmdStatus)(struct pg_result *_Nonnull);
    const char *_Nullable (*_Nonnull cmdTuples)(struct pg_result *_Nonnull);
    int (*_Nonnull ntuples)(const struct pg_result *_Nonnull);
    int (*_Nonnull nparams)(const struct pg_result *_Nonnull);
    unsigned int (*_Nonnull paramtype)(const struct pg_result *_Nonnull, int parameter);
    int (*_Nonnull nfields)(const struct pg_result *_Nonnull);
    const char *_Nullable (*_Nonnull fname)(const struct pg_result *_Nonnull, int column);
    int (*_Nonnull getisnull)(const struct pg_result *_Nonnull, int row, int column);
    const char *_Nullable (*_Nonnull getvalue)(const struct pg_result *_Nonnull, int row, int column);
    int (*_Nonnull getlength)(const struct pg_result *_Nonnull, int row, int column);
    yiti_pq_receiver _Nullable (*_Nonnull setNoticeReceiver)(
        struct pg_conn *_Nonnull, yiti_pq_receiver _Nullable receiver, void *_Nullable argument);
} yiti_libpq;

/// libpq, opened at the first call under the first of these names that there is (`names` ends with NULL); NULL when there is none, or
/// one that lacks a function (before version 14). Not for two threads at once.
const yiti_libpq *_Nullable yiti_libpq_open(const char *_Nullable const *_Nonnull names);

#endif
