#include "CPostgres.h"

#include <dlfcn.h>
#include <stddef.h>

static yiti_libpq functions;

static void *opened(const char *const *names) {
    for (; *names; names++) {
        void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
        if (library) return library;
    }
    return NULL;
}

#define FIND(name) \
    if (!(*(void **)&functions.name = dlsym(library, "PQ" #name))) return NULL;

const yiti_libpq *yiti_libpq_open(const char *const *names) {
    void *library = opened(names);
    if (!library) return NULL;
    FIND(connectdbParams)
    FIND(finish)
    FIND(status)
    FIND(errorMessage)
    FIND(host)
    FIND(port)
    FIND(db)
    FIND(parameterStatus)
    FIND(serverVersion)
    FIND(socket)
    FIND(setnonblocking)
    FIND(flush)
    FIND(consumeInput)
    FIND(enterPipelineMode)
    FIND(exitPipelineMode)
    FIND(pipelineSync)
    FIND(sendPrepare)
    FIND(sendDescribePrepared)
    FIND(sendQueryPrepared)
    FIND(exec)
    FIND(getResult)
    FIND(putCopyData)
    FIND(putCopyEnd)
    FIND(getCopyData)
    FIND(freemem)
    FIND(clear)
    FIND(resultStatus)
    FIND(resultErrorField)
    FIND(cmdStatus)
    FIND(cmdTuples)
    FIND(ntuples)
    FIND(nparams)
    FIND(paramtype)
    FIND(nfields)
    FIND(fname)
    FIND(getisnull)
    FIND(getvalue)
    FIND(getlength)
    FIND(setNoticeReceiver)
    return &functions;
}
