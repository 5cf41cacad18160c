import sys

try:
    from analysis.cli import main
except KeyboardInterrupt:  # before `main` can hear it
    print("interrupted; start the same command again", file=sys.stderr)
    sys.exit(130)

sys.exit(main())
