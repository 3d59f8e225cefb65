# shells: bash dash ash
ulimit -n 64; ulimit -n; ulimit -S -n 32; ulimit -S -n; ulimit -H -n
$guest -c 'ulimit -n'; sh -c 'ulimit -n'
ulimit -c 0; ulimit -c
ulimit -f 1; $guest -c 'dd if=/dev/zero of=big bs=1024 count=100 2>/dev/null'; echo $?
umask 027; umask; touch made; stat -c %a made; umask -S
times | wc -l
$guest -c 'cd /; pwd'; cd /usr/bin; cd ..; pwd; cd -; (cd /tmp); pwd
