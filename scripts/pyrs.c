/* The command `pyrs`: starts the Python beside this file without its `site`, which pyrs runs itself.

   Compiled, because whatever stands between changes something: a shell drops variables whose names are no identifiers, adds some of its own and
   needs `readlink` on the PATH; from the first line of a Python script pip takes the options. PYTHON is the host's name, CACHE_TAG and MAGIC are those of its
   compiled files, CHECKOUT the folder of the project where the installation is an editable one (setup.py). */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef CHECKOUT
#define CHECKOUT ""
#endif

static char here[PATH_MAX];

static int is_this_file(const char *path)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat("/proc/self/exe", &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Find the name in `called`, what the command was called by, that leads to this file; 0 or -1. */
static int find_by_name(const char *called)
{
    if (strchr(called, '/'))
        return snprintf(here, sizeof here, "%s", called) < (int)sizeof here && is_this_file(here) ? 0 : -1;
    for (const char *at = getenv("PATH"), *end; at; at = *end ? end + 1 : NULL) {
        end = strchrnul(at, ':');
        int size = snprintf(here, sizeof here, "%.*s/%s", end > at ? (int)(end - at) : 1, end > at ? at : ".", called);
        if (size < (int)sizeof here && is_this_file(here))
            return 0;
    }
    return -1;
}

/* Make `here` absolute and take out `.` and `..`, as the host does with its own name: what is derived from it has to outlive a change of the
   folder, and to be beside the host's. 0 or -1. */
static int from_root(void)
{
    char folder[PATH_MAX] = "", whole[2 * PATH_MAX], path[2 * PATH_MAX];
    if (*here != '/' && !getcwd(folder, sizeof folder))
        return -1;
    snprintf(whole, sizeof whole, "%s/%s", folder, here);
    size_t end = 0;
    for (char *rest = NULL, *part = strtok_r(whole, "/", &rest); part; part = strtok_r(NULL, "/", &rest)) {
        if (strcmp(part, ".") == 0)
            continue;
        if (strcmp(part, "..") == 0)
            while (end && path[--end] != '/');
        else
            end += (size_t)sprintf(path + end, "/%s", part);
    }
    path[end] = 0;
    if (end >= sizeof here || !is_this_file(path))      /* `..` of a folder that is a link */
        return -1;
    strcpy(here, path);
    return 0;
}

/* Follow `here` where it is itself a symbolic link; folders keep the names the user knows them by. 0 or -1. */
static int follow_links(void)
{
    char link[PATH_MAX], next[PATH_MAX];
    for (int links = 0; links < 40; links++) {
        ssize_t size = readlink(here, link, sizeof link - 1);
        if (size < 0)
            return errno == EINVAL ? 0 : -1;
        link[size] = 0;
        int folder = *link == '/' ? 0 : (int)(strrchr(here, '/') + 1 - here);
        if (snprintf(next, sizeof next, "%.*s%s", folder, here, link) >= (int)sizeof next)
            return -1;
        strcpy(here, next);
    }
    return -1;
}

/* Write into `compiled`, of `size` bytes, where the host's compiled form of the file `main_file` is, which saves it parsing that; 0, or -1 if there is
   none for the file as it is now (a .pyc file's first 16 bytes: importlib/_bootstrap_external.py). */
static int find_compiled(const char *main_file, char *compiled, size_t size)
{
    const char *name = strrchr(main_file, '/') + 1;
    struct stat source;
    uint32_t head[4];
    if (stat(main_file, &source) < 0
            || snprintf(compiled, size, "%.*s__pycache__/%.*s." CACHE_TAG ".pyc", (int)(name - main_file), main_file,
                        (int)(strrchr(name, '.') - name), name) >= (int)size)
        return -1;
    int file = open(compiled, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    ssize_t n = read(file, head, sizeof head);
    close(file);
    return n == (ssize_t)sizeof head && head[0] == MAGIC && head[1] == 0 && head[2] == (uint32_t)source.st_mtime
           && head[3] == (uint32_t)source.st_size ? 0 : -1;
}

/* Replace the process by `python -m pyrs`: slower, for that host runs its `site` too. */
static void run_module(int (*exec)(const char *, char *const *), char *python, int argc, char **argv)
{
    char **words = calloc((size_t)argc + 3, sizeof *words);
    if (!words)
        return;
    char *head[] = {python, "-m", "pyrs"};
    memcpy(words, head, sizeof head);
    for (int k = 1; k < argc; k++)
        words[2 + k] = argv[k];
    exec(python, words);
}

/* Replace the process by the Python in the folder of `here`, if there is one; that has to find pyrs where it is at none of the usual places. */
static void start(int argc, char **argv)
{
    static const char *const places[] = {"site-packages", "dist-packages"};
    char host[PATH_MAX], main_file[PATH_MAX], compiled[PATH_MAX], **words = calloc((size_t)argc + 7, sizeof *words);
    char *slash = strrchr(here, '/');
    if (!words || !slash)
        return;
    *slash = 0;
    char *name = strrchr(here, '/');
    int in_bin = name && strcmp(name, "/bin") == 0;
    if (snprintf(host, sizeof host, "%s/" PYTHON, here) >= (int)sizeof host || access(host, X_OK) < 0)
        return;
    for (int i = *CHECKOUT ? 0 : 1; i < 3; i++) {
        int size = i == 0 ? snprintf(main_file, sizeof main_file, "%s/pyrs/__main__.py", CHECKOUT)
                          : snprintf(main_file, sizeof main_file, "%.*s%s/lib/" PYTHON "/%s/pyrs/__main__.py",
                                     in_bin ? (int)(name - here) : (int)strlen(here), here, in_bin ? "" : "/..", places[i - 1]);
        if (size >= (int)sizeof main_file || access(main_file, F_OK) < 0)
            continue;
        char *head[] = {host, "-S", "-P", "-X", "pyrs-launched", find_compiled(main_file, compiled, sizeof compiled) == 0 ? compiled : main_file};
        memcpy(words, head, sizeof head);
        for (int k = 1; k < argc; k++)
            words[5 + k] = argv[k];
        execv(host, words);
    }
    run_module(execv, host, argc, argv);
}

int main(int argc, char **argv)
{
    if (argc > 0 && ((find_by_name(argv[0]) == 0 && follow_links() == 0 && from_root() == 0) || realpath("/proc/self/exe", here)))
        start(argc, argv);
    /* Without a Python beside this file, the one on the PATH has to find pyrs. */
    run_module(execvp, PYTHON, argc, argv);
    int code = errno == ENOENT ? 127 : 126;
    perror("pyrs: " PYTHON);
    return code;
}
