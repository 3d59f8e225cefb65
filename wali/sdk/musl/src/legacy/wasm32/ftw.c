#include <ftw.h>

/* Wasm checks the type of a function that is called through a pointer, so nftw cannot be handed
 * the three-argument callback itself. */
static _Thread_local int (*callback)(const char *, const struct stat *, int);

static int call_without_level(const char *path, const struct stat *st, int type, struct FTW *level)
{
	return callback(path, st, type);
}

int ftw(const char *path, int (*fn)(const char *, const struct stat *, int), int fd_limit)
{
	int (*outer)(const char *, const struct stat *, int) = callback;
	callback = fn;
	int r = nftw(path, call_without_level, fd_limit, FTW_PHYS);
	callback = outer;
	return r;
}

weak_alias(ftw, ftw64);
