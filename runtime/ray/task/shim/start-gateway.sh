# Starts the gateway with the interpreter that runs this cluster: a `python` on the PATH of a job may know no Ray, or another release of it.

python_of_raylet() {
  pid=$PPID
  while [ "${pid:-1}" -gt 1 ] && [ -r "/proc/$pid/cmdline" ]; do
    found=$(tr '\0' '\n' <"/proc/$pid/cmdline" | sed -n 's/^--python_worker_command=\([^ ]*\).*/\1/p')
    if [ -n "$found" ]; then
      echo "$found"
      return
    fi
    pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status")
  done
}

knows_ray() {
  "$1" -c 'import sys; from importlib.util import find_spec; sys.exit(not (find_spec("ray") and find_spec("aiohttp")))' 2>/dev/null
}

for python in "$(python_of_raylet)" python3 python; do
  if [ -n "$python" ] && knows_ray "$python"; then
    exec "$python" -u gateway.py
  fi
done
echo "no Python that has ray[default] was found for the gateway: install ray[default] on the head node" >&2
exit 1
