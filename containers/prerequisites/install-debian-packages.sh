#!/bin/sh
# Installs Debian packages, as root: install-debian-packages.sh PACKAGE...
# No daemon starts, now or at the next boot, and PostgreSQL makes no cluster: our stacks run their own processes.
set -eu

policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.d
ours='# medcor-verify: until its installation ends'
wanted_before=''

wanted_at_boot() { find /etc/systemd/system -path '*.wants/*' -type l 2>/dev/null | sort; }

forbid_starting() {
  # One of another owner stays as it is; one that a killed run of ours left behind is taken over.
  if [ -e "$policy" ] && ! grep -qF "$ours" "$policy"; then
    policy=''
  else
    printf '#!/bin/sh\n%s\nexit 101\n' "$ours" >"$policy"
    chmod 755 "$policy"
  fi
  if [ -d "$clusters" ]; then made_folder=''; else made_folder=$clusters; fi
  mkdir -p "$clusters"
  printf '%s\ncreate_main_cluster = false\n' "$ours" >"$clusters/medcor-verify.conf"
}

allow_starting() {
  [ -z "$policy" ] || rm -f "$policy"
  rm -f "$clusters/medcor-verify.conf"
  [ -z "$made_folder" ] || rmdir -p "$made_folder" 2>/dev/null || :
}

disable_what_came() {
  command -v systemctl >/dev/null || return 0
  for link in $(wanted_at_boot); do
    case " $wanted_before " in
      *" $link "*) ;;
      *) systemctl disable --quiet "$(basename "$link")" ;;
    esac
  done
}

install() {
  apt-get install --yes --quiet --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

# One installation at a time: another's end would lift the ban on starting while ours still needs it.
exec 9</var/lib/dpkg
flock 9

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
wanted_before=$(wanted_at_boot | tr '\n' ' ')
forbid_starting
trap allow_starting EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if ! find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | grep -q . || ! install "$@"; then
  # No lists yet, or lists so old that their packages are gone.
  apt-get update --quiet
  install "$@"
fi
disable_what_came
